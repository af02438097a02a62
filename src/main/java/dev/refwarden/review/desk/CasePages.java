package dev.refwarden.review.desk;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of pushes that fit a filter, newest first. */
public final class CasePages {
    private static final int AT_ONCE = 100;

    private final DecisionIndex index;
    private final Desk desk;
    private final Optional<Duration> patience;

    /** Searches to the end, however long that takes. */
    public CasePages(DecisionIndex index, Desk desk) {
        this(index, desk, Optional.empty());
    }

    private CasePages(DecisionIndex index, Desk desk, Optional<Duration> patience) {
        this.index = index;
        this.desk = desk;
        this.patience = patience;
    }

    /** The same for someone who waits: where only a look at each case tells, a search stops after this time. */
    public CasePages within(Duration time) {
        return new CasePages(index, desk, Optional.of(time));
    }

    /**
     * One page.
     *
     * @param pushes those that were not refused have no case
     * @param older before which line the next page goes on; absent on the last
     * @param stopped whether time ran out before so many were found as may be on the page; {@code older} goes on then
     */
    public record Page(List<Row> pushes, Optional<Long> older, boolean stopped) {
        public Page {
            pushes = List.copyOf(pushes);
        }
    }

    /** A push; with its case where it was refused. */
    public record Row(LoggedPush push, Optional<DeskCase> desk) {}

    /**
     * The newest that fit.
     *
     * @param limit how many at most, one or more
     */
    public Page page(FilterWords words, Optional<Long> before, int limit) throws IOException {
        List<Row> rows = new ArrayList<>();
        Optional<Long> at = before;
        long begun = System.nanoTime();
        while (true) {
            int wanted = words.looksAtCases() ? AT_ONCE : (int) Math.min(limit - rows.size() + 1L, AT_ONCE);
            List<LoggedPush> pushes = index.pushes(words.query(), at, wanted);
            for (Row row : rows(pushes)) {
                boolean fits = !words.looksAtCases()
                        || row.desk().filter(words.wanted()).isPresent();
                if (fits && rows.size() == limit) {
                    return new Page(
                            rows,
                            Optional.of(rows.get(limit - 1).push().decision().seq()),
                            false);
                }
                if (fits) {
                    rows.add(row);
                }
            }
            if (pushes.size() < wanted) {
                return new Page(rows, Optional.empty(), false);
            }
            at = Optional.of(pushes.get(pushes.size() - 1).decision().seq());
            if (words.looksAtCases() && isLate(begun)) {
                return new Page(rows, at, true);
            }
        }
    }

    private boolean isLate(long begun) {
        return patience.isPresent()
                && System.nanoTime() - begun >= patience.get().toNanos();
    }

    private List<Row> rows(List<LoggedPush> pushes) throws IOException {
        List<DeskCase> cases = desk.cases(
                pushes.stream().filter(push -> push.decision().isRefused()).toList());
        List<Row> rows = new ArrayList<>();
        int next = 0;
        for (LoggedPush push : pushes) {
            rows.add(new Row(push, push.decision().isRefused() ? Optional.of(cases.get(next++)) : Optional.empty()));
        }
        return rows;
    }
}

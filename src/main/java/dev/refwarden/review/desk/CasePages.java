package dev.refwarden.review.desk;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of pushes that fit a filter, newest first. */
public final class CasePages {
    private static final int AT_ONCE = 100;
    /** Where only a look at each case tells, so many are looked at for one page. */
    private static final int MOST_LOOKED_AT = 5_000;

    private final DecisionIndex index;
    private final Desk desk;

    public CasePages(DecisionIndex index, Desk desk) {
        this.index = index;
        this.desk = desk;
    }

    /**
     * One page.
     *
     * @param pushes those that were not refused have no case
     * @param older before which line the next page goes on; absent on the last
     */
    public record Page(List<Row> pushes, Optional<Long> older) {
        public Page {
            pushes = List.copyOf(pushes);
        }
    }

    /** A push; with its case where it was refused. */
    public record Row(LoggedPush push, Optional<DeskCase> desk) {}

    /** The newest that fit. */
    public Page page(FilterWords words, Optional<Long> before, int limit) throws IOException {
        List<Row> rows = new ArrayList<>();
        Optional<Long> at = before;
        for (int looked = 0; looked < MOST_LOOKED_AT || limit == Integer.MAX_VALUE; looked += AT_ONCE) {
            int wanted = words.looksAtCases() ? AT_ONCE : (int) Math.min(limit - rows.size() + 1L, AT_ONCE);
            List<LoggedPush> pushes = index.pushes(words.query(), at, wanted);
            for (Row row : rows(pushes)) {
                boolean fits = !words.looksAtCases()
                        || row.desk().filter(words.wanted()).isPresent();
                if (fits && rows.size() == limit) {
                    return new Page(
                            rows,
                            Optional.of(rows.get(limit - 1).push().decision().seq()));
                }
                if (fits) {
                    rows.add(row);
                }
            }
            if (pushes.size() < wanted) {
                return new Page(rows, Optional.empty());
            }
            at = Optional.of(pushes.get(pushes.size() - 1).decision().seq());
        }
        return new Page(rows, at);
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

package dev.refwarden.review.web;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.review.desk.DeskCase;
import dev.refwarden.review.desk.FilterWords;
import dev.refwarden.review.desk.OpenIncidents;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The first page of a list has every open incident that is not ordinary, however many pushes came later. */
final class Inbox {
    private static final int MOST_GRAVE = 50;

    private final Site site;
    private final OpenIncidents open;
    private final FilterWords filter;

    Inbox(Site site, OpenIncidents open, FilterWords filter) {
        this.site = site;
        this.open = open;
        this.filter = filter;
    }

    /**
     * The cases of a page, with the grave ones on the first; on a later page none of an incident that an earlier one has.
     *
     * @param page its cases, newest first
     * @param before where the page begins; absent on the first
     */
    List<DeskCase> with(List<DeskCase> page, Optional<Long> before) throws IOException {
        open.note(page);
        if (before.isPresent()) {
            return page.stream().filter(one -> !isEarlier(one, before.get())).toList();
        }
        Set<Long> there = new HashSet<>();
        page.forEach(one -> there.add(one.decision().seq()));
        List<LoggedPush> more = new ArrayList<>();
        open.closed(site.ledger());
        for (LoggedPush push : site.index().lines(open.grave(MOST_GRAVE))) {
            if (!there.contains(push.decision().seq()) && isMeant(push)) {
                more.add(push);
            }
        }
        List<DeskCase> grave = site.desk().cases(more);
        open.note(grave);
        List<DeskCase> all = new ArrayList<>(page);
        grave.stream().filter(filter.wanted()).forEach(all::add);
        all.sort(Comparator.comparing((DeskCase one) -> one.decision().seq()).reversed());
        return all;
    }

    /** Under a filter the newest case of an incident may be one that does not fit. */
    private boolean isEarlier(DeskCase one, long before) {
        return filter.asksNothing()
                && (one.whole().last().decision().seq() >= before || open.isGrave(one.incident(), MOST_GRAVE));
    }

    private boolean isMeant(LoggedPush push) throws IOException {
        if (filter.asksNothing()) {
            return true;
        }
        Instant time = push.decision().time();
        Instant from = later(filter.query().since(), time);
        boolean late = filter.query().until().map(end -> !time.isBefore(end)).orElse(false);
        DecisionIndex index = site.index();
        return !late
                && index
                        .pushes(
                                filter.query().since(from).until(time.plusMillis(1)),
                                Optional.of(push.decision().seq() + 1),
                                1)
                        .stream()
                        .anyMatch(found ->
                                found.decision().seq() == push.decision().seq());
    }

    private static Instant later(Optional<Instant> one, Instant other) {
        return one.filter(time -> time.isAfter(other)).orElse(other);
    }
}

package dev.refwarden.cases;

import dev.refwarden.cases.UnloggedChange.LastWord;
import dev.refwarden.log.LoggedDecision;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** For each ref that is watched, what the log last accepted: the last of it, and what may have been under way at the same time. */
final class RefHistories {
    /** How long git may take to store what was accepted. */
    static final Duration IN_FLIGHT = Duration.ofMinutes(10);

    private static final int PAGE = 10_000;
    private static final int SOON = 100;

    private final String repository;
    private final WatchedRefs refs;
    private final Map<RefName, List<Step>> steps = new HashMap<>();
    private final Set<RefName> closed = new HashSet<>();
    private final Map<String, RefName> byLoggedName = new HashMap<>();
    /** The latest declaration about all refs there were; a ref that it does not name was not there. */
    private Optional<Step> whole = Optional.empty();

    private RefHistories(String repository, WatchedRefs refs) {
        this.repository = repository;
        this.refs = refs;
    }

    /** One word of the log on one ref. */
    record Step(LastWord word, CaseEntry entry) {}

    static RefHistories read(CaseIndex index, String repository, WatchedRefs refs) throws IOException {
        RefHistories histories = new RefHistories(repository, refs);
        refs.tips().keySet().forEach(histories::meet);
        refs.aliases().keySet().forEach(histories::meet);
        CaseQuery query = CaseQuery.of(EnumSet.of(Kind.ACCEPTED, Kind.OBSERVED, Kind.BASELINE));
        Optional<Cursor> before = Optional.empty();
        while (histories.whole.isEmpty()) {
            List<CaseEntry> page = index.page(query.inRepository(repository), before, PAGE);
            if (page.isEmpty()) {
                return histories;
            }
            for (CaseEntry entry : page) {
                histories.take(entry);
            }
            before = Optional.of(page.get(page.size() - 1).cursor());
        }
        return histories;
    }

    /** Every ref that matters and is there, or was. */
    SortedSet<RefName> refs() {
        SortedSet<RefName> all = new TreeSet<>(steps.keySet());
        all.addAll(refs.tips().keySet());
        all.removeIf(ref -> !refs.watched().test(ref));
        return all;
    }

    /** Newest first; none where the log says nothing of it. */
    List<Step> of(RefName ref) {
        return steps.getOrDefault(ref, whole.stream().toList());
    }

    /** Under which names the log may speak of a ref. */
    Set<String> names(RefName ref) {
        Set<String> names = new HashSet<>();
        names.add(LoggedDecision.nameOf(ref));
        refs.aliases().forEach((alias, target) -> {
            if (target.equals(ref)) {
                names.add(LoggedDecision.nameOf(alias));
            }
        });
        return names;
    }

    /** The pushes to the repository that came soon after, whatever became of them. */
    List<CaseEntry> after(CaseIndex index, CaseEntry entry) throws IOException {
        CaseQuery query = CaseQuery.pushes().inRepository(repository);
        List<CaseEntry> later = new ArrayList<>();
        Optional<Cursor> before = Optional.empty();
        while (true) {
            List<CaseEntry> page = index.page(query, before, PAGE);
            for (CaseEntry one : page) {
                if (!one.cursor().isBehind(entry.cursor())) {
                    return later.subList(Math.max(0, later.size() - SOON), later.size());
                }
                later.add(one);
            }
            if (page.isEmpty()) {
                return later;
            }
            before = Optional.of(page.get(page.size() - 1).cursor());
        }
    }

    private void take(CaseEntry entry) throws IOException {
        if (whole.isPresent()) {
            return;
        }
        boolean concerned = entry.kind() == Kind.BASELINE;
        for (String name : entry.refs()) {
            RefName ref = written(name);
            concerned |= refs.watched().test(ref) && !closed.contains(ref);
        }
        if (!concerned) {
            return;
        }
        LoggedDecision line = entry.read();
        boolean declared = entry.kind() == Kind.BASELINE;
        for (Map<String, Object> item : line.objects(declared ? "refs" : "updates")) {
            ObjectId before = id(item, declared ? "tip" : "old");
            ObjectId after = id(item, declared ? "tip" : "new");
            add(
                    written(LoggedDecision.text(item, "ref")),
                    new Step(new LastWord(line.seq(), entry.time(), before, after, declared), entry));
        }
        if (declared && line.fields().get("all") == Boolean.TRUE) {
            LastWord none = new LastWord(line.seq(), entry.time(), ObjectId.ZERO, ObjectId.ZERO, true);
            whole = Optional.of(new Step(none, entry));
        }
    }

    private void add(RefName ref, Step step) {
        if (closed.contains(ref) || !refs.watched().test(ref)) {
            return;
        }
        List<Step> own = steps.computeIfAbsent(ref, none -> new ArrayList<>());
        boolean atTheSameTime = own.isEmpty()
                || !step.word()
                        .time()
                        .plus(IN_FLIGHT)
                        .isBefore(own.get(0).word().time());
        if (atTheSameTime) {
            own.add(step);
        }
        if (step.word().declared() || !atTheSameTime) {
            closed.add(ref);
        }
    }

    private RefName written(String name) {
        RefName logged = byLoggedName.getOrDefault(name, new RefName(name));
        return refs.written(logged);
    }

    private void meet(RefName ref) {
        byLoggedName.put(LoggedDecision.nameOf(ref), ref);
    }

    private static ObjectId id(Map<String, Object> item, String name) {
        String hex = LoggedDecision.text(item, name);
        return ObjectId.isHex(hex) ? ObjectId.fromHex(hex) : ObjectId.ZERO;
    }
}

package dev.refwarden.cli;

import dev.refwarden.evidence.HeldRefs;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.RefState;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where refs went by pushes with findings that rules only observed, as far as the refs still hold it. */
final class ObservedTips {
    private static final int PAGE = 200;
    /** Of each ref, the newest so many are kept. */
    private static final int MOST = 20;

    private final HeldRefs held;
    private final Map<String, RefState> refs = new HashMap<>();
    private final SortedMap<RefName, List<Tip>> tips = new TreeMap<>();

    /**
     * A tip that landed.
     *
     * @param time when it was pushed
     * @param codes of what was found then
     */
    record Tip(RefName ref, ObjectId tip, Instant time, SortedSet<String> codes) {}

    private ObservedTips(HeldRefs held, List<RefState> refs) {
        this.held = held;
        refs.forEach(ref -> this.refs.put(ref.name().value(), ref));
    }

    /**
     * By ref, newest first.
     *
     * @param single commits that are settled by themselves; what was found in them does not matter any more
     */
    static SortedMap<RefName, List<Tip>> find(
            DecisionIndex index, String repository, List<RefState> refs, HeldRefs held, Set<ObjectId> single)
            throws IOException {
        ObservedTips found = new ObservedTips(held, refs);
        DecisionQuery observed =
                DecisionQuery.of(EnumSet.of(DecisionKind.OBSERVED)).inRepository(repository);
        Optional<Long> before = Optional.empty();
        while (true) {
            List<LoggedDecision> page = index.page(observed, before, PAGE);
            if (page.isEmpty()) {
                return found.tips;
            }
            page.forEach(decision -> found.add(decision, single));
            before = Optional.of(page.get(page.size() - 1).seq());
        }
    }

    private void add(LoggedDecision decision, Set<ObjectId> single) {
        for (Map<String, Object> update : decision.objects("updates")) {
            RefState ref = refs.get(LoggedDecision.text(update, "ref"));
            String tip = LoggedDecision.text(update, "new");
            if (ref == null || !ObjectId.isHex(tip)) {
                continue;
            }
            List<Tip> known = tips.getOrDefault(ref.name(), List.of());
            SortedSet<String> codes = codes(decision, ref.name(), single);
            if (!codes.isEmpty() && known.size() < MOST && held.hold(ref, ObjectId.fromHex(tip))) {
                tips.computeIfAbsent(ref.name(), none -> new ArrayList<>())
                        .add(new Tip(ref.name(), ObjectId.fromHex(tip), decision.time(), codes));
            }
        }
    }

    /** A finding that names no ref speaks against every one. */
    private static SortedSet<String> codes(LoggedDecision decision, RefName ref, Set<ObjectId> single) {
        SortedSet<String> codes = new TreeSet<>();
        for (Map<String, Object> finding : decision.objects("findings")) {
            String about = LoggedDecision.text(finding, "ref");
            String object = LoggedDecision.text(finding, "object");
            boolean settled = ObjectId.isHex(object) && single.contains(ObjectId.fromHex(object));
            if (!settled && (about.isEmpty() || about.equals(ref.value()))) {
                codes.add(LoggedDecision.text(finding, "code"));
            }
        }
        return codes;
    }
}

package dev.refwarden.ledger.legacy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.AcceptedTip;
import dev.refwarden.ledger.ImportedLine;
import dev.refwarden.ledger.LedgerFilling;
import dev.refwarden.ledger.LineHash;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.WaitingTip;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What 0.1 knew, and its lines do not say, although they allowed it:
 *
 * <ul>
 *   <li>what a {@code baseline} saw to have landed, and what a refused push saw beyond the length of its line;
 *   <li>certificates, tokens, codes and approvals of a push whose line a crash kept from being written: they count as seen;
 *   <li>keys that such a push saw first.
 * </ul>
 */
final class Inheritance {
    private final LedgerFilling ledger;
    private final OldStores old;

    Inheritance(LedgerFilling ledger, OldStores old) {
        this.ledger = ledger;
        this.old = old;
    }

    /**
     * @param met the keys that lines say were seen, with the time in milliseconds, a blank before it
     * @param accepted whether any push was ever accepted
     */
    ImportedLine.Inherited find(Set<String> met, boolean accepted) throws IOException {
        Set<ImportedLine.Landed> landed = new LinkedHashSet<>();
        for (String repository : ledger.repositories()) {
            Landings landings = new Landings(ledger, repository, old);
            if (landings.isAnyMissing()) {
                ledger.eachAccepted(repository, landings::look);
                landed.addAll(landings.landed());
            }
        }
        Optional<Map<String, Long>> keys = old.sightings();
        boolean installed = accepted || keys.isPresent() || !ledger.sightings().isEmpty();
        return new ImportedLine.Inherited(
                old.places(), List.copyOf(landed), uses(), sightings(keys.orElse(Map.of()), met), installed);
    }

    private List<ImportedLine.Used> uses() throws IOException {
        List<ImportedLine.Used> uses = new ArrayList<>();
        for (OldUses.Use use : old.uses().orElse(List.of())) {
            if (!use.isSpent() && !isLogged(ledger, use.seq(), use.line())) {
                uses.add(use.used());
            }
        }
        return uses;
    }

    /** Whether that very line is in the log. */
    static boolean isLogged(LedgerFilling ledger, long seq, LineHash hash) throws IOException {
        return ledger.line(seq).map(LineHash::of).filter(hash::equals).isPresent();
    }

    private Map<String, Long> sightings(Map<String, Long> theirs, Set<String> met) throws IOException {
        Map<String, Long> ours = ledger.sightings();
        Map<String, Long> sightings = new LinkedHashMap<>();
        theirs.forEach((key, time) -> {
            Long known = ours.get(key);
            // Of two pushes that saw it at once, the one with the later line may have been the first.
            boolean earlier = known != null && time < known && met.contains(key + " " + time);
            if (known == null || earlier) {
                sightings.put(key, time);
            }
        });
        return sightings;
    }

    /** What landed in a repository by the old stores, of what lines accepted. */
    private static final class Landings {
        private final String repository;
        private final Set<SettledTip> tips = new HashSet<>();
        private final Map<ObjectId, Instant> commits = new HashMap<>();
        private final Set<WaitingTip> waiting = new HashSet<>();
        private final Map<SettledTip, ImportedLine.Landed> byTip = new LinkedHashMap<>();
        private final Set<ImportedLine.Landed> byCommit = new LinkedHashSet<>();

        Landings(LedgerFilling ledger, String repository, OldStores old) throws IOException {
            this.repository = repository;
            Optional<OldSettled> settled = old.settled(repository);
            if (settled.isPresent()) {
                tips.addAll(settled.get().tips());
                ledger.settled(repository).forEach(tips::remove);
                for (OldSettled.Waiting push : settled.get().waiting()) {
                    push.tips().forEach(tip -> waiting.add(new WaitingTip(push.seq(), tip)));
                }
            }
            Map<ObjectId, Instant> ours = ledger.accepted(repository);
            old.accepted(repository).orElse(Map.of()).forEach((commit, time) -> {
                if (!ours.containsKey(commit) || ours.get(commit).isAfter(time)) {
                    commits.put(commit, time);
                }
            });
        }

        boolean isAnyMissing() {
            return !tips.isEmpty() || !commits.isEmpty();
        }

        void look(LedgerFilling.Accepted accepted) {
            ImportedLine.Landed landed = new ImportedLine.Landed(repository, accepted.seq(), accepted.ref());
            for (AcceptedTip tip : accepted.tips()) {
                if (!waiting.contains(new WaitingTip(accepted.seq(), tip)) && tips.contains(tip.settled())) {
                    // Where several accepted the same, the last one is the one that need not have landed before.
                    byTip.put(tip.settled(), landed);
                }
            }
            for (ObjectId commit : accepted.commits()) {
                if (accepted.time().equals(commits.get(commit))) {
                    byCommit.add(landed);
                }
            }
        }

        Set<ImportedLine.Landed> landed() {
            Set<ImportedLine.Landed> landed = new LinkedHashSet<>(byCommit);
            landed.addAll(byTip.values());
            return landed;
        }
    }
}

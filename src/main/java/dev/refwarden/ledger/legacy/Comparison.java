package dev.refwarden.ledger.legacy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.AcceptedTip;
import dev.refwarden.ledger.LedgerFilling;
import dev.refwarden.ledger.LineHeader;
import dev.refwarden.ledger.SettledTip;
import dev.refwarden.ledger.WaitingTip;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what the ledger says with what 0.1 would have said. Allowed are only:
 *
 * <ul>
 *   <li>what waited to land for more than 24 hours is not waited for any more;
 *   <li>what 0.1 dropped since more than 256 pushes were waiting, or had seen to land and then to be outgrown, may wait
 *       until its 24 hours are over;
 *   <li>a settled tip that another one has outgrown may still be there: it settles nothing that the other does not;
 *   <li>what a push prepared whose line was never written counts as little as it did: approvals and waivers are not spent,
 *       and nothing waits;
 *   <li>a first acceptance may be known that 0.1 had forgotten, where it had recomputed its record.
 * </ul>
 */
final class Comparison {
    private static final Duration WAIT = Duration.ofHours(24);

    private final LedgerFilling ledger;
    private final OldStores old;
    private final List<String> differences = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Comparison(LedgerFilling ledger, OldStores old) {
        this.ledger = ledger;
        this.old = old;
    }

    void compare() throws IOException {
        List<String> repositories = ledger.repositories();
        for (String repository : repositories) {
            compareSettled(repository);
            compareAccepted(repository);
        }
        for (String stranger : old.strangers(repositories)) {
            differences.add("repositories/" + stranger + " is about a repository that the log does not know");
        }
        compareUses();
        compareKeys();
    }

    /** In words, one each. */
    List<String> differences() {
        return List.copyOf(differences);
    }

    /** What could not be compared, in words. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void compareSettled(String repository) throws IOException {
        Map<SettledTip, SettledTip> ours = new HashMap<>();
        ledger.settled(repository).forEach(tip -> ours.put(tip, tip));
        Set<WaitingTip> waiting = new HashSet<>(ledger.waiting(repository));
        Optional<OldSettled> settled = old.settled(repository);
        if (settled.isEmpty()) {
            if (!ours.isEmpty() || !waiting.isEmpty()) {
                remarks.add(
                        "what was settled in " + repository + " could not be compared: its file is missing or damaged");
            }
            return;
        }
        for (SettledTip tip : settled.get().tips()) {
            SettledTip there = ours.get(tip);
            if (there == null) {
                differ(repository, tip, "is settled, but not by the log");
            } else if (tip.declared().isPresent() && !tip.declared().equals(there.declared())) {
                differ(repository, tip, "was declared settled at another time than the log says");
            }
        }
        Set<SettledTip> theirs = new HashSet<>(settled.get().tips());
        Set<SettledTip> outgrown = outgrown(repository);
        for (SettledTip tip : ours.keySet()) {
            if (!theirs.contains(tip) && !outgrown.contains(tip)) {
                differ(repository, tip, "is settled by the log alone");
            }
        }
        compareWaiting(repository, settled.get(), waiting);
    }

    private Set<SettledTip> outgrown(String repository) throws IOException {
        Set<SettledTip> outgrown = new HashSet<>();
        ledger.eachAccepted(repository, accepted -> {
            for (AcceptedTip tip : accepted.tips()) {
                SettledTip grown = tip.settled();
                if (tip.extendsLine() && !tip.before().equals(tip.commit())) {
                    outgrown.add(new SettledTip(
                            grown.rule(), grown.aspects(), tip.before(), grown.only(), Optional.empty(), 0));
                }
            }
        });
        return outgrown;
    }

    private void differ(String repository, SettledTip tip, String what) {
        String rule = tip.rule().map(name -> " under \"" + name + "\"").orElse("");
        differences.add(repository + ": " + tip.commit().hex() + rule + " " + what);
    }

    private void compareWaiting(String repository, OldSettled settled, Set<WaitingTip> ours) throws IOException {
        Instant latest = ledger.latest(repository);
        for (OldSettled.Waiting push : settled.waiting()) {
            if (!Inheritance.isLogged(ledger, push.seq(), push.line())) {
                continue;
            }
            boolean late = timeOf(push.seq()).isBefore(latest.minus(WAIT));
            for (AcceptedTip tip : push.tips()) {
                if (!late && !ours.contains(new WaitingTip(push.seq(), tip))) {
                    differences.add(repository + ": " + tip.ref() + " at "
                            + tip.after().hex() + " waits to be seen landed, but not by the log");
                }
            }
        }
    }

    private Instant timeOf(long seq) throws IOException {
        return ledger.line(seq)
                .flatMap(LineHeader::of)
                .flatMap(LineHeader::time)
                .orElse(Instant.MAX);
    }

    private void compareAccepted(String repository) throws IOException {
        Map<ObjectId, Instant> ours = ledger.accepted(repository);
        Optional<Map<ObjectId, Instant>> theirs = old.accepted(repository);
        if (theirs.isEmpty()) {
            if (!ours.isEmpty()) {
                remarks.add(
                        "when commits of " + repository
                                + " were first accepted could not be compared: the record is missing, damaged, or of an older form");
            }
            return;
        }
        theirs.get().forEach((commit, time) -> {
            Instant there = ours.get(commit);
            if (there == null || there.isAfter(time)) {
                differences.add(repository + ": " + commit.hex() + " was first accepted at " + time + ", by the log "
                        + (there == null ? "never" : "at " + there));
            }
        });
    }

    private void compareUses() throws IOException {
        Set<String> ours = new HashSet<>();
        ledger.uses().keySet().forEach(use -> ours.add(use.digest() + " " + use.kind() + " " + use.time()));
        Optional<List<OldUses.Use>> theirs = old.uses();
        if (theirs.isEmpty()) {
            if (!ours.isEmpty()) {
                remarks.add("which statements were used could not be compared: the record is missing");
            }
            return;
        }
        for (OldUses.Use use : theirs.get()) {
            String key = use.used().digest() + " " + use.used().kind() + " "
                    + use.used().time();
            boolean counts = !use.isSpent() || Inheritance.isLogged(ledger, use.seq(), use.line());
            if (counts && !ours.contains(key)) {
                differences.add("the statement " + use.used().digest() + " ("
                        + use.used().kind() + ") was used, but not by the log");
            }
        }
        Set<String> known = new HashSet<>();
        theirs.get()
                .forEach(use -> known.add(use.used().digest() + " " + use.used().kind() + " "
                        + use.used().time()));
        for (String use : ours) {
            if (!known.contains(use)) {
                differences.add("a statement was used by the log alone: " + use.substring(0, use.lastIndexOf(' ')));
            }
        }
    }

    private void compareKeys() throws IOException {
        Map<String, Long> ours = ledger.sightings();
        Optional<Map<String, Long>> theirs = old.sightings();
        if (theirs.isEmpty()) {
            if (!ours.isEmpty()) {
                remarks.add("when keys were first seen could not be compared: the record is missing, damaged, or of an"
                        + " older form");
            }
            return;
        }
        theirs.get().forEach((key, time) -> {
            if (!time.equals(ours.get(key))) {
                differences.add("the key " + key + " was first seen at another time than the log says");
            }
        });
        for (String key : ours.keySet()) {
            if (!theirs.get().containsKey(key)) {
                differences.add("the key " + key + " was seen by the log alone");
            }
        }
    }
}

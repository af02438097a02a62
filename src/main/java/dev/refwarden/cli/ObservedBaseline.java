package dev.refwarden.cli;

import dev.refwarden.cli.ObservedTips.Tip;
import dev.refwarden.decision.Finding;
import dev.refwarden.evidence.Deadline;
import dev.refwarden.evidence.HeldRefs;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.RefState;
import dev.refwarden.ledger.BaselineLine;
import dev.refwarden.replay.HeldFindings;
import dev.refwarden.replay.HeldJudge;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses what is declared of what landed while rules only observed: of each ref the newest tip that it still holds and
 * today's rules would refuse, unless something is found in it that speaks of forgery.
 */
final class ObservedBaseline {
    private static final Duration LONGEST = Duration.ofHours(24);
    private final HeldJudge judge;
    private final HeldRefs held;
    private final PrintWriter out;
    private final SortedMap<RefName, Chosen> chosen = new TreeMap<>();
    private final SortedMap<RefName, Refused> leftOut = new TreeMap<>();

    private record Chosen(Tip tip, List<Finding> findings) {}

    /** @param why the words of codes */
    private record Refused(Tip tip, SortedSet<String> why, List<Finding> findings) {}

    ObservedBaseline(HeldJudge judge, HeldRefs held, PrintWriter out) {
        this.judge = judge;
        this.held = held;
        this.out = out;
    }

    /** @param tips by ref, newest first */
    void choose(SortedMap<RefName, List<Tip>> tips) throws IOException {
        Map<RefName, Iterator<Tip>> open = new HashMap<>();
        tips.forEach((ref, newestFirst) -> open.put(ref, newestFirst.iterator()));
        Deadline deadline = Deadline.after(LONGEST, System.nanoTime());
        while (!open.isEmpty()) {
            Map<RefName, Tip> round = new LinkedHashMap<>();
            Map<RefName, ObjectId> ids = new LinkedHashMap<>();
            open.values().removeIf(left -> !left.hasNext());
            open.forEach((ref, left) -> round.put(ref, left.next()));
            round.forEach((ref, tip) -> ids.put(ref, tip.tip()));
            HeldFindings findings = judge.judgeEach(ids, deadline);
            round.forEach((ref, tip) -> {
                if (take(tip, findings.of(ref).all())) {
                    open.remove(ref);
                }
            });
        }
    }

    /** Whether nothing older of its ref need be looked at. */
    private boolean take(Tip tip, List<Finding> findings) {
        if (findings.isEmpty()) {
            return true;
        }
        SortedSet<String> why = new TreeSet<>(tip.codes());
        findings.forEach(finding -> why.add(finding.code().word()));
        why.removeIf(code ->
                HeldFindings.FORGED.stream().noneMatch(forged -> forged.word().equals(code)));
        if (why.isEmpty()) {
            chosen.put(tip.ref(), new Chosen(tip, findings));
            return true;
        }
        leftOut.putIfAbsent(tip.ref(), new Refused(tip, why, HeldFindings.forged(findings)));
        return false;
    }

    /** Whether something cannot be declared together with others. */
    boolean leavesOut() {
        return !leftOut.isEmpty();
    }

    /** Lists what was chosen, with what is found in it. */
    List<BaselineLine.Declared> declared(boolean forAll) {
        List<BaselineLine.Declared> declared = new ArrayList<>();
        chosen.values().forEach(one -> {
            Tip tip = one.tip();
            declared.add(held.declared(new RefState(tip.ref(), Optional.of(tip.tip()), Optional.empty()), forAll));
            out.println(tip.tip().abbreviated() + " " + tip.ref() + ", pushed "
                    + tip.time().truncatedTo(ChronoUnit.SECONDS) + ": " + HeldFindings.counts(one.findings()));
            HeldFindings.examples(one.findings()).forEach(line -> out.println("  " + line));
        });
        return declared;
    }

    /** Names what was left out, and why. */
    void printLeftOut() {
        leftOut.values().forEach(one -> {
            out.println("left out: " + one.tip().tip().abbreviated() + " "
                    + one.tip().ref() + ", pushed " + one.tip().time().truncatedTo(ChronoUnit.SECONDS) + ": "
                    + String.join(", ", one.why()));
            HeldFindings.examples(one.findings()).forEach(line -> out.println("  " + line));
        });
        if (!leftOut.isEmpty()) {
            out.println(
                    "look at each of these; refwarden baseline GITDIR --commit ID --reason TEXT declares one settled");
        }
    }
}

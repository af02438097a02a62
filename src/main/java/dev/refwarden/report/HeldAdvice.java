package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.HeldCommit;
import dev.refwarden.decision.HeldCommit.Origin;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What to do about commits that this push did not bring: nothing that rewrites them; an administrator settles them. */
final class HeldAdvice {
    /** What an administrator is not asked to settle along with others. */
    private static final Set<Code> FORGED =
            EnumSet.of(Code.BAD_SIGNATURE, Code.MALFORMED_SIGNATURE, Code.MALFORMED_OBJECT);

    private static final int MOST = 10;

    private final RuleEvidence rule;
    private final Lines lines;
    private final String gitDir;
    private final Map<String, Set<ObjectId>> singly = new LinkedHashMap<>();
    private final SortedMap<RefName, Set<ObjectId>> observed = new TreeMap<>();
    private final SortedMap<RefName, Set<ObjectId>> unknown = new TreeMap<>();

    private HeldAdvice(RuleEvidence rule, Lines lines, String gitDir) {
        this.rule = rule;
        this.lines = lines;
        this.gitDir = gitDir;
    }

    /** @param commits that the evidence says are held already, with what was found in each */
    static void add(RuleEvidence rule, Map<ObjectId, Set<Code>> commits, Lines lines, String gitDir) {
        HeldAdvice advice = new HeldAdvice(rule, lines, gitDir);
        commits.forEach(advice::sort);
        advice.observed.forEach(advice::ofObserved);
        advice.singly.forEach(advice::ofSingle);
        advice.unknown.keySet().forEach(advice::ofUnknown);
    }

    private void sort(ObjectId commit, Set<Code> codes) {
        HeldCommit held = Objects.requireNonNull(rule.already().get(commit));
        Optional<String> why = why(held.origin(), codes);
        if (why.isPresent()) {
            singly.computeIfAbsent(why.get(), none -> new LinkedHashSet<>()).add(commit);
        } else {
            (held.origin() == Origin.OBSERVED ? observed : unknown)
                    .computeIfAbsent(held.ref().orElse(rule.ref()), none -> new LinkedHashSet<>())
                    .add(commit);
        }
    }

    /** Why a commit must be looked at by itself, as the end of a sentence. */
    private static Optional<String> why(Origin origin, Set<Code> codes) {
        if (origin == Origin.COMPROMISED || codes.contains(Code.KEY_COMPROMISED)) {
            return Optional.of("signed by a key that has turned out to be compromised");
        }
        if (codes.stream().anyMatch(FORGED::contains)) {
            return Optional.of("but not as anybody signed it");
        }
        return origin == Origin.WAIVED ? Optional.of("let through by a waiver under another rule") : Optional.empty();
    }

    private void ofObserved(RefName holder, Set<ObjectId> commits) {
        String ref = Printable.shellWord(holder.value());
        lines.hint(count(commits) + " on " + ref + " already, and landed while the rule observed: leave "
                + them(commits) + ";");
        lines.hint("ask an administrator, who looks at " + them(commits) + " and declares what was observed settled:");
        lines.command("refwarden baseline " + gitDir + " --observed " + everywhere(holder) + "--reason TEXT");
    }

    /** What is declared of another ref counts here only if it is to count everywhere. */
    private String everywhere(RefName holder) {
        return holder.equals(rule.ref()) ? "" : "--ref " + Printable.shellWord(holder.value()) + " --for-all ";
    }

    private void ofSingle(String why, Set<ObjectId> commits) {
        lines.hint(count(commits) + " on the server already, " + why + ": leave " + them(commits) + ";");
        lines.hint("ask an administrator, who looks at " + (commits.size() == 1 ? "it" : "each")
                + " and, where it may stay, declares it settled by itself:");
        StringBuilder command = new StringBuilder("refwarden baseline " + gitDir);
        commits.stream()
                .limit(MOST)
                .forEach(commit -> command.append(" --commit ").append(commit));
        lines.command(command + " --reason TEXT");
        if (commits.size() > MOST) {
            lines.hint("and " + (commits.size() - MOST) + " more");
        }
    }

    private void ofUnknown(RefName holder) {
        String ref = Printable.shellWord(holder.value());
        lines.hint("some of these commits are on " + ref + " already, and not by a push that this rule accepted:");
        lines.hint("leave them; ask an administrator, who looks at them and declares them settled:");
        String everywhere = holder.equals(rule.ref()) ? "" : " --for-all";
        lines.command("refwarden baseline " + gitDir + " --ref " + ref + everywhere + " --reason TEXT");
    }

    private static String count(Set<ObjectId> commits) {
        return commits.size() + " of these commits " + (commits.size() == 1 ? "is" : "are");
    }

    private static String them(Set<ObjectId> commits) {
        return commits.size() == 1 ? "it" : "them";
    }
}

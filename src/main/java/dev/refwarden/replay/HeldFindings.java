package dev.refwarden.replay;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.report.Printable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What speaks against commits that refs hold on the server already.
 *
 * @param refusing by rules that refuse
 * @param observed by rules that only observe
 * @param more whether there were more commits than were looked at
 */
public record HeldFindings(List<Finding> refusing, List<Finding> observed, boolean more) {
    /** What speaks of forgery. */
    public static final Set<Code> FORGED =
            EnumSet.of(Code.BAD_SIGNATURE, Code.MALFORMED_SIGNATURE, Code.MALFORMED_OBJECT, Code.KEY_COMPROMISED);

    private static final int MOST = 10;
    private static final int LONGEST = 300;

    public HeldFindings {
        refusing = List.copyOf(refusing);
        observed = List.copyOf(observed);
    }

    /** All of them. */
    public List<Finding> all() {
        List<Finding> all = new ArrayList<>(refusing);
        all.addAll(observed);
        return all;
    }

    /** What speaks against commits on one ref. */
    public HeldFindings of(RefName ref) {
        return new HeldFindings(of(ref, refusing), of(ref, observed), more);
    }

    private static List<Finding> of(RefName ref, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.ref().equals(Optional.of(ref)))
                .toList();
    }

    /** The refs that any of these findings is about. */
    public static SortedSet<RefName> refs(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.ref().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many commits these findings are about. */
    public static long commits(List<Finding> findings) {
        return findings.stream()
                .flatMap(finding -> finding.object().stream())
                .map(ObjectId::hex)
                .distinct()
                .count();
    }

    /** Those that are found in a commit that no one can settle along with others. */
    public static List<Finding> forged(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> FORGED.contains(finding.code()))
                .toList();
    }

    /** In how many commits each code was found, gravest first, such as {@code 2 unsigned, 1 unknown-key}. */
    public static String counts(List<Finding> findings) {
        Map<Code, Set<ObjectId>> counts = new TreeMap<>(Code.GRAVEST_FIRST);
        for (Finding finding : findings) {
            finding.object()
                    .ifPresent(object -> counts.computeIfAbsent(finding.code(), none -> new HashSet<>())
                            .add(object));
        }
        return counts.entrySet().stream()
                .map(count -> count.getValue().size() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
    }

    /** Up to ten findings, a line each, and how many more there are. */
    public static List<String> examples(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MOST, findings.size()))) {
            lines.add(finding.object().map(id -> id.abbreviated() + ": ").orElse("")
                    + Printable.of(finding.detail(), LONGEST) + " ["
                    + finding.code().word() + "]");
        }
        if (findings.size() > MOST) {
            lines.add("and " + (findings.size() - MOST) + " more");
        }
        return lines;
    }
}

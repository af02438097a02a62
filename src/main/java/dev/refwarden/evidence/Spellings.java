package dev.refwarden.evidence;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Ref names on a disk that takes two spellings, of letters or of Unicode form, for one. */
final class Spellings {
    private static final List<String> FORBIDDEN = List.of("refs/replace/", "refs/namespaces/", "refs/refwarden/");

    private final List<RepositoryEntry> entries;
    private final Deadline deadline;

    /** Each name and each folder of one, ending in a slash, behind its folded form and a NUL. */
    private final TreeSet<String> folded = new TreeSet<>();

    Spellings(List<RepositoryEntry> entries, Collection<String> names, Deadline deadline) {
        this.entries = entries;
        this.deadline = deadline;
        names.forEach(this::add);
    }

    void add(String name) {
        deadline.check();
        parts(name).forEach(part -> folded.add(fold(part) + "\0" + part));
    }

    /** What this name would be taken for. */
    Optional<String> problem(String name) {
        deadline.check();
        String spelling = fold(name);
        for (String prefix : FORBIDDEN) {
            if (spelling.startsWith(prefix) && !name.startsWith(prefix)) {
                return Optional.of("this server's disk takes it for a ref under " + prefix);
            }
        }
        for (String part : parts(name)) {
            String there = folded.ceiling(fold(part) + "\0");
            while (there != null && there.startsWith(fold(part) + "\0")) {
                String other = there.substring(there.indexOf('\0') + 1);
                if (!other.equals(part)) {
                    return Optional.of("this server's disk takes " + part + " for " + other);
                }
                there = folded.higher(there);
            }
        }
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (!rule.refs().contain(name) && matchesFolded(rule, spelling)) {
                    return Optional.of("but for its spelling, rule \"" + rule.name() + "\" would judge it");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matchesFolded(Rule rule, String spelling) {
        return rule.refs().match().stream().anyMatch(glob -> new Glob(fold(glob.pattern())).matches(spelling));
    }

    /** The name itself, and every folder above it, each ending in a slash. */
    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>(List.of(name));
        for (int slash = name.indexOf('/', 5); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            parts.add(name.substring(0, slash + 1));
        }
        return parts;
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}

package dev.refwarden.policy.read;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.PatternKind;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of patterns, all of one kind. */
final class Globs {
    private final Problems problems;
    private final Scalars scalars;
    private final PatternKind kind;

    Globs(Problems problems, PatternKind kind) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.kind = kind;
    }

    /** The patterns of {@code key}, of which there must be one at least, less those of {@code except} next to it. */
    Optional<GlobSet> names(Section section, String key) {
        List<Glob> match = globs(key, section.require(key).filledList(key));
        List<Glob> except = globs("except", section.list("except"));
        if (match.isEmpty()) {
            return Optional.empty();
        }
        if (leavesNothing(match, except)) {
            problems.add(section.place("except"), "except leaves nothing of " + key);
        }
        return Optional.of(new GlobSet(match, except));
    }

    /** The patterns among these items. */
    List<Glob> globs(String key, List<Yaml> items) {
        List<Glob> globs = new ArrayList<>(items.size());
        for (Yaml item : items) {
            Optional<Glob> glob = glob(key, item);
            if (glob.isPresent()) {
                globs.add(glob.get());
            }
        }
        return globs;
    }

    Optional<Glob> glob(String key, Yaml item) {
        Optional<String> text = scalars.text(key, item);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> fault = kind.fault(text.get());
        if (fault.isPresent()) {
            problems.add(item.place(), fault.get());
            return Optional.empty();
        }
        return Optional.of(new Glob(text.get()));
    }

    private static boolean leavesNothing(List<Glob> match, List<Glob> except) {
        for (Glob glob : match) {
            if (!isExcepted(glob, except)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExcepted(Glob glob, List<Glob> except) {
        for (Glob exception : except) {
            boolean all = exception.pattern().equals("**") || exception.equals(glob);
            if (all || (glob.isLiteral() && exception.matches(glob.pattern()))) {
                return true;
            }
        }
        return false;
    }
}

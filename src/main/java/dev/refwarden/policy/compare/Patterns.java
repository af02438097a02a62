package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one list of patterns takes in and another does not, as far as patterns show it without names to try.
 *
 * @param narrower those that took the place of wider ones
 */
record Patterns(List<Glob> lost, List<Glob> gained, List<Glob> narrower) {
    static Patterns of(List<Glob> before, List<Glob> after) {
        List<Glob> lost = without(before, after);
        List<Glob> narrower = after.stream()
                .filter(glob -> lost.stream().anyMatch(wide -> wide.covers(glob)))
                .toList();
        return new Patterns(lost, without(after, before), narrower);
    }

    /** A new exception loses what an old pattern took in; one that goes gives it back. */
    static Patterns of(GlobSet before, GlobSet after) {
        Patterns matches = of(before.match(), after.match());
        Patterns exceptions = of(before.except(), after.except());
        return new Patterns(
                both(matches.lost, exceptions.gained), both(matches.gained, exceptions.lost), matches.narrower);
    }

    /** Those that no pattern of the other list covers. */
    private static List<Glob> without(List<Glob> globs, List<Glob> others) {
        return globs.stream()
                .filter(glob -> others.stream().noneMatch(other -> other.covers(glob)))
                .toList();
    }

    private static List<Glob> both(List<Glob> some, List<Glob> more) {
        List<Glob> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** The same without some of the lost and some of the gained ones. */
    Patterns without(Collection<Glob> lostOnes, Collection<Glob> gainedOnes) {
        return new Patterns(
                lost.stream().filter(glob -> !lostOnes.contains(glob)).toList(),
                gained.stream().filter(glob -> !gainedOnes.contains(glob)).toList(),
                narrower);
    }

    String loss() {
        String rest = narrower.isEmpty() ? "" : ", only " + Changes.joined(texts(narrower));
        return Changes.joined(texts(lost)) + " no longer" + rest;
    }

    String gain() {
        return Changes.joined(texts(gained)) + ", too";
    }

    static List<String> texts(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }
}

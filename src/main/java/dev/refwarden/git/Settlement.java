package dev.refwarden.git;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is settled before a walk begins, as marks on commits. A mark belongs to one rule; mark 0 is the
 * rule being judged.
 *
 * <p>A mark spreads from a commit to its parents, or to its first parent only. A commit is settled
 * when it bears mark 0, be it by spreading or because a {@link Derivation} gives it. Where that mark spreads along first
 * parents, and new commits are looked for everywhere, what a settled merge brought in from elsewhere can still be new.
 *
 * @param tips the commits that bear marks to begin with
 * @param firstParentMarks the bits of the marks that spread along first parents only
 * @param alongFirstParents whether new commits are looked for along first parents only
 * @param single commits that are settled themselves; what is before them may still be new
 */
public record Settlement(
        Map<ObjectId, Tip> tips,
        long firstParentMarks,
        boolean alongFirstParents,
        List<Derivation> derivations,
        Set<ObjectId> single) {
    /** Marks are bits of a {@code long}. */
    public static final int MAX_MARKS = 64;

    static final long JUDGED = 1L;

    /** Where mark 0 spreads along first parents only, mark 1 brings it and spreads everywhere. */
    private static final long JUDGED_WHOLE = 2L;

    public Settlement {
        derivations = List.copyOf(derivations);
        single = Set.copyOf(single);
    }

    /** Without single commits. */
    public Settlement(
            Map<ObjectId, Tip> tips, long firstParentMarks, boolean alongFirstParents, List<Derivation> derivations) {
        this(tips, firstParentMarks, alongFirstParents, derivations, Set.of());
    }

    /** Everything before any of {@code tips}, times unknown. */
    public static Settlement before(Iterable<ObjectId> tips) {
        Map<ObjectId, Tip> marked = new java.util.HashMap<>();
        for (ObjectId tip : tips) {
            marked.put(tip, new Tip(JUDGED, Tip.TIME_UNKNOWN));
        }
        return new Settlement(marked, 0, false, List.of());
    }

    /**
     * A commit that bears marks.
     *
     * @param marks as bits
     * @param claimedTime the committer's seconds since 1970, a hint for the order of the walk only
     */
    public record Tip(long marks, long claimedTime) {
        public static final long TIME_UNKNOWN = Long.MAX_VALUE;
    }

    /** A commit that bears all of {@code needed} bears {@code mark} as well. */
    public record Derivation(int mark, long needed) {}

    /** Whether a commit with {@code marks} need not be judged again. */
    boolean settles(long marks) {
        return (derived(marks) & JUDGED) != 0;
    }

    /** Whether nothing before a commit with {@code marks} need be looked at either. */
    boolean ends(long marks) {
        boolean lineOnly = (firstParentMarks & JUDGED) != 0 && !alongFirstParents;
        return (derived(marks) & (lineOnly ? JUDGED_WHOLE : JUDGED)) != 0;
    }

    /** The marks that reach parent number {@code parent} of a commit with {@code marks}. */
    long spread(long marks, int parent) {
        return parent == 0 ? marks : marks & ~firstParentMarks;
    }

    private long derived(long marks) {
        long all = marks;
        long before;
        do {
            before = all;
            for (Derivation derivation : derivations) {
                if ((all & derivation.needed()) == derivation.needed()) {
                    all |= 1L << derivation.mark();
                }
            }
        } while (all != before);
        return all;
    }
}

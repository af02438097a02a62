package dev.refwarden.ledger;

import java.util.EnumSet;
import java.util.Set;

/** What of a commit was judged when it was accepted; only that is settled by it. */
public enum Aspect {
    /** Signatures, signers, committers and authors of the commits. */
    COMMITS(1),
    /** The files that they change. */
    PATHS(2),
    /** That someone other than its signer stands for each. */
    APPROVALS(4),
    /** With {@link #COMMITS}: those of all commits. Without this and the next: as the rule has it now. */
    ALL_PARENTS(8),
    /** With {@link #COMMITS}: those along the first-parent line only. */
    FIRST_PARENTS(16);

    /** The bits that say along which commits. */
    static final long SCOPES = 8 | 16;

    private final int bit;
    private final String word;

    Aspect(int bit) {
        this.bit = bit;
        this.word = JsonNames.lowerCase(name());
    }

    /** As lines of the log have it. */
    String word() {
        return word;
    }

    /** Whether a tip of which {@code more} was judged settles all that one before it does, of which {@code less} was. */
    public static boolean include(Set<Aspect> more, Set<Aspect> less) {
        return (bits(less) & SCOPES) == (bits(more) & SCOPES) && more.containsAll(less);
    }

    /** As one number. */
    static long bits(Set<Aspect> aspects) {
        long bits = 0;
        for (Aspect aspect : aspects) {
            bits |= aspect.bit;
        }
        return bits;
    }

    static Set<Aspect> ofBits(int bits) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (Aspect aspect : values()) {
            if ((bits & aspect.bit) != 0) {
                aspects.add(aspect);
            }
        }
        return aspects;
    }
}

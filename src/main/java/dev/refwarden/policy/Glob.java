package dev.refwarden.policy;

import org.jspecify.annotations.Nullable;

/**
 * A pattern over slash-separated names: {@code *} within one segment, {@code **} for zero or more whole segments, all
 * else literally and with case.
 *
 * <p>Matching takes time in proportion to the pattern's length times the name's at worst, whatever the pattern.
 */
public final class Glob {
    private static final String ANY_SEGMENTS = "**";

    private final String pattern;
    private final boolean literal;

    /** How long what every name begins with is that could match. */
    private final int beginning;

    private volatile String @Nullable [] segments;

    /** Takes any text; whether it makes sense over refs, repositories or paths is for {@link PatternKind} to say. */
    public Glob(String pattern) {
        this.pattern = pattern;
        int star = pattern.indexOf('*');
        this.literal = star < 0;
        // A slash before ** goes with it where it matches nothing.
        boolean slash = star > 0 && pattern.charAt(star - 1) == '/';
        this.beginning = literal ? pattern.length() : slash ? star - 1 : star;
    }

    /** As written. */
    public String pattern() {
        return pattern;
    }

    /** Whether the pattern has no wildcard, and so matches exactly one name. */
    public boolean isLiteral() {
        return literal;
    }

    /** Whether the pattern matches the whole of {@code name}. */
    public boolean matches(String name) {
        if (literal) {
            return pattern.equals(name);
        }
        return name.regionMatches(0, pattern, 0, beginning) && matchesSegments(name);
    }

    /**
     * Whether every name that {@code other} matches is matched by this; sometimes false where it would be hard to tell.
     * Takes time in proportion to the product of both numbers of segments.
     */
    public boolean covers(Glob other) {
        String[] mine = segments();
        String[] others = other.segments();
        // covers[j]: whether what is left of this, from segment i on, covers what is left of the other from j on.
        boolean[] covers = new boolean[others.length + 1];
        covers[others.length] = true;
        for (int i = mine.length - 1; i >= 0; i--) {
            covers = mine[i].equals(ANY_SEGMENTS) ? anyCovers(covers) : oneCovers(mine[i], others, covers);
        }
        return covers[0];
    }

    /** {@code **} covers nothing, or one segment more than from the next segment on. */
    private static boolean[] anyCovers(boolean[] rest) {
        boolean[] covers = rest.clone();
        for (int j = covers.length - 2; j >= 0; j--) {
            covers[j] |= covers[j + 1];
        }
        return covers;
    }

    private static boolean[] oneCovers(String segment, String[] others, boolean[] rest) {
        boolean[] covers = new boolean[rest.length];
        for (int j = 0; j < others.length; j++) {
            covers[j] = rest[j + 1]
                    && !others[j].equals(ANY_SEGMENTS)
                    && matchesSegment(segment, others[j], 0, others[j].length());
        }
        return covers;
    }

    /** Whether some name is matched by this and by {@code other}. */
    public boolean meets(Glob other) {
        return Overlap.ofSegments(segments(), other.segments());
    }

    /**
     * Takes segment by segment. Where one does not fit, the nearest {@code **} before it takes one more segment; those
     * further back need not, since what came between fitted as early as it could.
     */
    private boolean matchesSegments(String name) {
        String[] segments = segments();
        int part = 0;
        int at = 0;
        int retryPart = -1;
        int retryAt = 0;
        while (at <= name.length()) {
            int end = endOfSegment(name, at);
            if (part < segments.length && segments[part].equals(ANY_SEGMENTS)) {
                part++;
                retryPart = part;
                retryAt = at;
            } else if (part < segments.length && matchesSegment(segments[part], name, at, end)) {
                part++;
                at = end + 1;
            } else if (retryPart >= 0) {
                part = retryPart;
                retryAt = endOfSegment(name, retryAt) + 1;
                at = retryAt;
            } else {
                return false;
            }
        }
        while (part < segments.length && segments[part].equals(ANY_SEGMENTS)) {
            part++;
        }
        return part == segments.length;
    }

    /** Taken apart when first needed: a push matches few patterns further than to their beginning. */
    private String[] segments() {
        String[] known = segments;
        if (known == null) {
            known = pattern.split("/", -1);
            segments = known;
        }
        return known;
    }

    private static int endOfSegment(String name, int from) {
        int slash = name.indexOf('/', from);
        return slash < 0 ? name.length() : slash;
    }

    /** The same within one segment, with {@code *} over characters. */
    static boolean matchesSegment(String segment, String name, int from, int to) {
        int part = 0;
        int at = from;
        int retryPart = -1;
        int retryAt = 0;
        while (at < to) {
            if (part < segment.length() && segment.charAt(part) == '*') {
                part++;
                retryPart = part;
                retryAt = at;
            } else if (part < segment.length() && segment.charAt(part) == name.charAt(at)) {
                part++;
                at++;
            } else if (retryPart >= 0) {
                part = retryPart;
                retryAt++;
                at = retryAt;
            } else {
                return false;
            }
        }
        while (part < segment.length() && segment.charAt(part) == '*') {
            part++;
        }
        return part == segment.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && pattern.equals(glob.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}

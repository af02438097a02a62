package dev.refwarden.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Many lists of patterns over paths, matched folder by folder: what is left to match below a folder is one {@link Place}, and equal
 * places match the same below. Says of a path what {@link GlobSet#contain} says of it. For one thread.
 */
public final class PathMatcher {
    private static final String ANY_SEGMENTS = "**";
    /** So many names' next places are remembered, and short names only; others are worked out again. */
    private static final int MOST_REMEMBERED = 20_000;

    private static final int LONGEST_REMEMBERED = 255;

    /** The segments of all patterns, one pattern after the other, each with one position more for its end. */
    private final List<String> segments = new ArrayList<>();

    private final List<Listed> lists = new ArrayList<>();
    private final Map<Place, Place> places = new HashMap<>();
    private final Place root;
    private int remembered;

    /** Where patterns begin and end among all positions. */
    private record Span(int from, int end) {}

    private record Listed(List<Span> match, List<Span> except) {}

    /** @param lists numbered by their order, from 0 */
    public PathMatcher(List<GlobSet> lists) {
        for (GlobSet names : lists) {
            this.lists.add(new Listed(spans(names.match()), spans(names.except())));
        }
        long[] begin = new long[(segments.size() + Long.SIZE - 1) / Long.SIZE];
        for (Listed list : this.lists) {
            list.match().forEach(span -> enter(begin, span.from()));
            list.except().forEach(span -> enter(begin, span.from()));
        }
        root = new Place(begin);
    }

    private List<Span> spans(List<Glob> globs) {
        List<Span> spans = new ArrayList<>(globs.size());
        for (Glob glob : globs) {
            int from = segments.size();
            segments.addAll(Arrays.asList(glob.pattern().split("/", -1)));
            spans.add(new Span(from, segments.size()));
            segments.add("");
        }
        return spans;
    }

    /** Where nothing of a path has been seen yet. */
    public Place root() {
        return root;
    }

    /** Sets a position, and those behind it that {@code **} may stand for nothing before. */
    private void enter(long[] positions, int position) {
        int at = position;
        set(positions, at);
        while (segments.get(at).equals(ANY_SEGMENTS)) {
            at++;
            set(positions, at);
        }
    }

    private static void set(long[] positions, int at) {
        positions[at / Long.SIZE] |= 1L << at;
    }

    private static boolean has(long[] positions, int at) {
        return (positions[at / Long.SIZE] >> at & 1) != 0;
    }

    /** The same place for equal ones, as far as they are remembered. */
    private Place one(Place place) {
        Place known = places.get(place);
        if (known == null && places.size() < MOST_REMEMBERED) {
            places.put(place, place);
        }
        return known == null ? place : known;
    }

    /** What is left of all patterns behind a part of a path. */
    public final class Place {
        private final long[] positions;
        private final int hash;
        private @Nullable Boolean open;
        private @Nullable Map<String, Place> further;

        private Place(long[] positions) {
            this.positions = positions;
            this.hash = Arrays.hashCode(positions);
        }

        private boolean isAnyOpen() {
            for (int list = 0; list < lists.size(); list++) {
                if (mayMatchBelow(list)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether anything at all may match below. */
        public boolean isOpen() {
            if (open == null) {
                open = isAnyOpen();
            }
            return open;
        }

        /** Behind one more segment; a name that holds slashes, as no good tree has, is as many segments as it says. */
        public Place below(String name) {
            if (further == null) {
                further = new HashMap<>();
            }
            Place known = further.get(name);
            if (known == null) {
                known = one(next(name));
                if (remembered < MOST_REMEMBERED && name.length() <= LONGEST_REMEMBERED) {
                    remembered++;
                    further.put(name, known);
                }
            }
            return known;
        }

        /** The same for a file's name, which is seldom seen twice. */
        public Place at(String name) {
            return next(name);
        }

        private Place next(String name) {
            Place at = this;
            for (int from = 0; from <= name.length(); ) {
                int slash = name.indexOf('/', from);
                int to = slash < 0 ? name.length() : slash;
                at = new Place(at.behind(name.substring(from, to)));
                from = to + 1;
            }
            return at;
        }

        private long[] behind(String segment) {
            long[] next = new long[positions.length];
            for (int word = 0; word < positions.length; word++) {
                for (long left = positions[word]; left != 0; left &= left - 1) {
                    step(word * Long.SIZE + Long.numberOfTrailingZeros(left), segment, next);
                }
            }
            return next;
        }

        private void step(int position, String segment, long[] next) {
            String pattern = segments.get(position);
            if (pattern.equals(ANY_SEGMENTS)) {
                enter(next, position);
            } else if (!pattern.isEmpty() && Glob.matchesSegment(pattern, segment, 0, segment.length())) {
                enter(next, position + 1);
            }
        }

        /** Whether the path that led here is in a list. */
        public boolean matches(int list) {
            return isAtEnd(lists.get(list).match()) && !isAtEnd(lists.get(list).except());
        }

        private boolean isAtEnd(List<Span> spans) {
            for (Span span : spans) {
                if (has(positions, span.end())) {
                    return true;
                }
            }
            return false;
        }

        /** Whether a pattern of a list, exceptions aside, is matched by some path that goes on from here. */
        public boolean mayMatchBelow(int list) {
            for (Span span : lists.get(list).match()) {
                for (int at = span.from(); at < span.end(); at++) {
                    if (has(positions, at)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof Place place && Arrays.equals(positions, place.positions));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}

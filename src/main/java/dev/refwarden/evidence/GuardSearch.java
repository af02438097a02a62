package dev.refwarden.evidence;

import dev.refwarden.git.TreeChanges;
import dev.refwarden.git.merge.Moved;
import dev.refwarden.policy.PathMatcher;
import dev.refwarden.policy.Rule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks for guarded files among what trees change; for one thread. */
final class GuardSearch implements TreeChanges.Search<PathMatcher.Place, GuardSearch.Found> {
    private static final int LONGEST_SHOWN = 16_384;

    private final List<Rule.GuardedPaths> guards;
    private final PathMatcher patterns;
    private final Deadline deadline;
    private boolean tooDeep;

    GuardSearch(List<Rule.GuardedPaths> guards, Deadline deadline) {
        this.guards = guards;
        this.patterns =
                new PathMatcher(guards.stream().map(Rule.GuardedPaths::paths).toList());
        this.deadline = deadline;
    }

    /** For each guard what was found in a folder; null where nothing was. */
    static final class Found {
        private @Nullable Touched @Nullable [] touched;

        private void add(int guard, Touched more, int guards) {
            if (touched == null) {
                touched = new Touched[guards];
            }
            Touched before = touched[guard];
            touched[guard] = before == null
                    ? more
                    : new Touched(before.name, before.below, TouchedGuards.sum(before.paths, more.paths));
        }
    }

    /**
     * A guarded file, by the names on the way to it, and how many there are: paths are put together for the one that is shown only.
     */
    private static final class Touched {
        private final String name;
        private final @Nullable Touched below;
        private final int paths;

        Touched(String name, @Nullable Touched below, int paths) {
            this.name = name;
            this.below = below;
            this.paths = paths;
        }

        String path() {
            StringBuilder path = new StringBuilder(name);
            for (Touched next = below; next != null && path.length() < LONGEST_SHOWN; next = next.below) {
                path.append('/').append(next.name);
            }
            return path.toString();
        }
    }

    PathMatcher.Place root() {
        return patterns.root();
    }

    /** Whether some folders were too deep to be looked into since this was last asked. */
    boolean wasTooDeep() {
        boolean was = tooDeep;
        tooDeep = false;
        return was;
    }

    Map<Rule.GuardedPaths, TouchedGuards.Touch> touches(Found found) {
        Map<Rule.GuardedPaths, TouchedGuards.Touch> touches = new LinkedHashMap<>();
        for (int guard = 0; found.touched != null && guard < found.touched.length; guard++) {
            Touched touched = found.touched[guard];
            if (touched != null) {
                touches.put(guards.get(guard), new TouchedGuards.Touch(utf8(touched.path()), touched.paths));
            }
        }
        return touches;
    }

    /** What a merge brought to a guarded path that its author changed where it was not guarded. */
    Map<Rule.GuardedPaths, TouchedGuards.Touch> brought(Map<String, Moved> moved) {
        Map<Rule.GuardedPaths, TouchedGuards.Touch> touches = new LinkedHashMap<>();
        moved.forEach((to, from) -> {
            deadline.check();
            PathMatcher.Place there = place(to);
            PathMatcher.Place before = place(from.from());
            for (int guard = 0; guard < guards.size(); guard++) {
                if (isTouched(there, guard, from.elsewhere()) && !isTouched(before, guard, from.elsewhere())) {
                    touches.merge(guards.get(guard), new TouchedGuards.Touch(utf8(to), 1), TouchedGuards.Touch::plus);
                }
            }
        });
        return touches;
    }

    private static boolean isTouched(PathMatcher.Place place, int guard, boolean elsewhere) {
        return place.matches(guard) || (elsewhere && place.mayMatchBelow(guard));
    }

    private PathMatcher.Place place(String path) {
        PathMatcher.Place place = patterns.root();
        int from = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
            place = place.below(utf8(path.substring(from, slash)));
            from = slash + 1;
        }
        return place.at(utf8(path.substring(from)));
    }

    @Override
    public Found nothing() {
        return new Found();
    }

    @Override
    public PathMatcher.Place below(PathMatcher.Place place, String name) {
        return place.below(utf8(name));
    }

    @Override
    public boolean isFutile(PathMatcher.Place place) {
        return !place.isOpen();
    }

    @Override
    public void changed(Found found, PathMatcher.Place place, String name, boolean elsewhere) {
        PathMatcher.Place there = place.at(utf8(name));
        for (int guard = 0; guard < guards.size(); guard++) {
            if (isTouched(there, guard, elsewhere)) {
                found.add(guard, new Touched(name, null, 1), guards.size());
            }
        }
    }

    @Override
    public void add(Found found, String name, Found below) {
        for (int guard = 0; below.touched != null && guard < below.touched.length; guard++) {
            Touched touched = below.touched[guard];
            if (touched != null) {
                found.add(guard, new Touched(name, touched, touched.paths), guards.size());
            }
        }
    }

    @Override
    public void tooDeep() {
        tooDeep = true;
    }

    @Override
    public boolean isEnough(Found found) {
        return false;
    }

    @Override
    public void lookAtTheClock() {
        deadline.check();
    }

    /** Names are bytes, held as ISO 8859-1; patterns are text. */
    private static String utf8(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return name;
    }
}

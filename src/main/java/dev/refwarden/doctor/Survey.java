package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * All repositories of a server. Each is looked at; a real push is made to one of each kind of hook, since hooks that
 * read alike do alike, and thousands of refused pushes would fill the log.
 *
 * @param guards in the order of their paths
 * @param pushes what each real push showed
 */
public record Survey(List<Guard> guards, List<Checked> pushes) {
    /** More kinds of hooks than that are not tried, and it is said. */
    private static final int MOST_KINDS = 20;

    public Survey {
        guards = List.copyOf(guards);
        pushes = List.copyOf(pushes);
    }

    /** Whether all is well. */
    boolean isClean() {
        return guards.stream().allMatch(guard -> guard.state() == GuardState.GUARDED)
                && pushes.stream().allMatch(push -> push.level() == Checked.Level.OK);
    }

    /** How many repositories are in each state; states that none is in are there with 0. */
    public Map<GuardState, Integer> counts() {
        Map<GuardState, Integer> counts = new EnumMap<>(GuardState.class);
        for (GuardState state : GuardState.values()) {
            counts.put(state, 0);
        }
        guards.forEach(guard -> counts.merge(guard.state(), 1, Integer::sum));
        return counts;
    }

    static Survey of(List<Path> repositories, Installation installation, Pushes pushes) throws IOException {
        List<Guard> guards = look(repositories, installation);
        Map<Guard, Checked> shown = new LinkedHashMap<>();
        for (Guard guard : chosen(guards, pushes)) {
            String name = guard.repository().toString();
            shown.put(guard, ForbiddenPush.check(guard.repository(), name, installation));
        }
        List<Checked> pushed = new ArrayList<>(shown.values());
        long kinds = guards.stream()
                .filter(Guard::runsHook)
                .map(Guard::likeness)
                .distinct()
                .count();
        if (pushes == Pushes.KINDS && kinds > MOST_KINDS) {
            pushed.add(Checked.warn(
                    "",
                    kinds + " kinds of hooks, and only " + MOST_KINDS + " of them were tried with a push",
                    "refwarden doctor --all … --push-to-each"));
        }
        return new Survey(guards.stream().map(guard -> guard.given(shown)).toList(), pushed);
    }

    /** To which repositories a real push is made. */
    public enum Pushes {
        /** To none: it is only looked at. */
        NONE,
        /** To one of each kind of hook. */
        KINDS,
        /** To each. */
        EACH
    }

    /** Mostly waiting for git, so two at a time for each processor. */
    private static List<Guard> look(List<Path> repositories, Installation installation) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(2 * Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Guard>> running = new ArrayList<>(repositories.size());
            for (Path repository : repositories) {
                running.add(workers.submit(() -> new GuardCheck(repository, installation).look()));
            }
            List<Guard> guards = new ArrayList<>(repositories.size());
            for (Future<Guard> guard : running) {
                guards.add(guard.get());
            }
            return guards;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static Collection<Guard> chosen(List<Guard> guards, Pushes pushes) {
        if (pushes == Pushes.NONE) {
            return List.of();
        }
        Map<String, Guard> chosen = new LinkedHashMap<>();
        for (Guard guard : guards) {
            if (guard.runsHook()) {
                String path = guard.repository().toString();
                chosen.putIfAbsent(pushes == Pushes.EACH ? path : guard.likeness(), guard);
            }
        }
        return chosen.values().stream()
                .limit(pushes == Pushes.EACH ? chosen.size() : MOST_KINDS)
                .toList();
    }
}

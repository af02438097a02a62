package dev.refwarden.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Watches the Java that a push's hook runs in: how long it lives, and how much memory it takes at most. */
final class HookWatch {
    private static final int POLL_MILLIS = 15;

    private final ProcessHandle push;
    private final Thread thread = new Thread(this::watch, "watches a hook");
    private volatile Optional<ProcessHandle> hook = Optional.empty();
    private volatile long began;
    private volatile long ended;
    private volatile long peak;
    private volatile long waited;
    private volatile Duration worked = Duration.ZERO;

    /** @param push the process below which the hook will run */
    HookWatch(ProcessHandle push) {
        this.push = push;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What was seen.
     *
     * @param lived how long the hook's Java ran
     * @param waited how long of that one of its threads was ready, but others had the processors
     * @param worked how long processors worked for it
     * @param peakBytes its resident memory at the height
     */
    record Seen(Duration lived, Duration waited, Duration worked, long peakBytes) {}

    /** Waits until the hook runs; false if the push ended without one. */
    boolean awaitHook() throws InterruptedException {
        while (hook.isEmpty() && thread.isAlive()) {
            Thread.sleep(POLL_MILLIS);
        }
        return hook.isPresent();
    }

    /** Absent where no hook was ever seen. */
    Optional<Seen> seen() throws InterruptedException {
        thread.join();
        return hook.map(found -> new Seen(Duration.ofNanos(ended - began), Duration.ofNanos(waited), worked, peak));
    }

    private void watch() {
        try {
            while (push.isAlive() && hook.isEmpty()) {
                began = System.nanoTime();
                hook = push.descendants().filter(HookWatch::isJava).findFirst();
                Thread.sleep(POLL_MILLIS);
            }
            while (hook.isPresent() && hook.get().isAlive()) {
                peak = Math.max(peak, peak(hook.get()));
                waited = Math.max(waited, waited(hook.get()));
                worked = hook.get().info().totalCpuDuration().orElse(worked);
                Thread.sleep(POLL_MILLIS);
            }
            ended = System.nanoTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/java"))
                .isPresent();
    }

    /** The second number of {@code schedstat}, in nanoseconds; 0 where the kernel does not count. */
    private static long waited(ProcessHandle process) {
        long most = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                most = Math.max(
                        most,
                        Long.parseLong(
                                Files.readString(thread.resolve("schedstat")).split(" ", -1)[1]));
            }
        } catch (IOException | UncheckedIOException e) {
            // It has just ended.
            return most;
        }
        return most;
    }

    private static long peak(ProcessHandle process) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
        return 0;
    }
}

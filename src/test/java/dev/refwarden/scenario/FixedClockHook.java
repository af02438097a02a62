package dev.refwarden.scenario;

import dev.refwarden.hook.PreReceive;
import java.nio.file.Path;
import java.time.Instant;

/** The hook with a clock that scenarios set, and as if it had run for a while; the product has no such thing. */
public final class FixedClockHook {
    private FixedClockHook() {}

    public static void main(String[] arguments) {
        String now = System.getenv("REFWARDEN_TEST_NOW");
        long running = 1_000_000_000 * Long.parseLong(System.getenv().getOrDefault("REFWARDEN_TEST_RUNNING", "0"));
        PreReceive hook = new PreReceive(
                System.getenv(),
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                now == null ? Instant.now() : Instant.parse(now),
                System.nanoTime() - running);
        Runtime.getRuntime().halt(hook.run(System.in, System.err));
    }
}

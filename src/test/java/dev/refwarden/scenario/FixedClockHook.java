package dev.refwarden.scenario;

import dev.refwarden.hook.PreReceive;
import java.nio.file.Path;
import java.time.Instant;

/** The hook with a clock that scenarios set; the product has no such thing. */
public final class FixedClockHook {
    private FixedClockHook() {}

    public static void main(String[] arguments) {
        String now = System.getenv("REFWARDEN_TEST_NOW");
        PreReceive hook = new PreReceive(
                System.getenv(),
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                now == null ? Instant.now() : Instant.parse(now),
                System.nanoTime());
        Runtime.getRuntime().halt(hook.run(System.in, System.err));
    }
}

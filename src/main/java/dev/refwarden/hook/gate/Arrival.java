package dev.refwarden.hook.gate;

import dev.refwarden.hook.PushNonce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the hook knows of a push before its own process starts.
 *
 * @param nonce absent where the kernel gives none
 * @param startNanos when the hook began, by {@link System#nanoTime}
 * @param asked whether the gate was asked before, and gave no whole answer
 */
public record Arrival(Optional<PushNonce> nonce, long startNanos, boolean asked) {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}\\.[0-9]{2}");
    private static final long NANOS_PER_HUNDREDTH = 10_000_000;

    /**
     * As the installed hook passes it in the properties {@code refwarden.nonce}, {@code refwarden.arrived} (what {@code
     * /proc/uptime} said then) and {@code refwarden.asked}.
     *
     * @param startNanos when this process began; counts where the hook says nothing
     */
    public static Arrival told(long startNanos) {
        return new Arrival(
                PushNonce.parse(System.getProperty("refwarden.nonce", "")),
                startNanos - before(System.getProperty("refwarden.arrived", "")),
                Boolean.getBoolean("refwarden.asked"));
    }

    /** Nanoseconds between that moment and this. */
    private static long before(String arrived) {
        if (!SECONDS.matcher(arrived).matches()) {
            return 0;
        }
        try {
            String uptime = Files.readString(UPTIME, StandardCharsets.US_ASCII);
            String now = uptime.substring(0, Math.max(0, uptime.indexOf(' ')));
            return SECONDS.matcher(now).matches()
                    ? Math.max(0, hundredths(now) - hundredths(arrived)) * NANOS_PER_HUNDREDTH
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long hundredths(String seconds) {
        return Long.parseLong(seconds.replace(".", ""));
    }
}

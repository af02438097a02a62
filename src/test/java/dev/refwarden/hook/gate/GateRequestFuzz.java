package dev.refwarden.hook.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.fuzz.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Requests to the gate: a whole one ends as it says, and no variable of it runs into its input. */
public final class GateRequestFuzz {
    private static final String NONCE = "01234567-89ab-cdef-0123-456789abcdef";

    private GateRequestFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        // A buffer is longer than what was read into it; what lies behind must not matter.
        byte[] buffer = Arrays.copyOf(input, input.length + 64);
        Arrays.fill(buffer, input.length, buffer.length, (byte) 'x');
        if (RequestParser.parse(buffer, input.length) instanceof ParsedRequest.Whole whole) {
            GateRequest request = whole.request();
            Promise.that(request.folder().isAbsolute(), "a folder is absolute");
            byte[] end = ("\0end " + request.nonce().value() + "\n").getBytes(UTF_8);
            byte[] sent = sent(request);
            int from = input.length - end.length - sent.length;
            Promise.that(
                    Arrays.equals(Arrays.copyOfRange(input, from, input.length - end.length), sent),
                    "the input stands right before the end");
            Promise.that(
                    Arrays.mismatch(Arrays.copyOfRange(input, input.length - end.length, input.length), end) < 0,
                    "a request ends as it says");
            request.environment()
                    .forEach((name, value) -> Promise.that(
                            !name.isEmpty() && (name + value).indexOf('\0') < 0, "variables have names and no NUL"));
        } else {
            Promise.that(
                    RequestParser.parse(input, input.length) instanceof ParsedRequest.Broken,
                    "bytes behind count for nothing");
        }
    }

    private static byte[] sent(GateRequest request) {
        try (var stream = request.input().stream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() {
        String update = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/main\n";
        return List.of(
                request("", "pre-receive", "/srv/git/a.git", "2\0PATH=/bin\0GIT_DIR=.\0", update),
                request("action=get\ntimeout=900\n", "post-receive", "/srv/../a", "1\0=x\0", update + update),
                request("", "status", "/", "0\0", ""),
                request("", "stop", "relative", "0\0", ""),
                request("", "pre-receive", "/a", "3\0A=1\0", update),
                request("", "pre-receive", "/a", "1\0A=1\0B=2\0", update),
                "refwarden-gate 1".getBytes(UTF_8));
    }

    private static byte[] request(String client, String kind, String folder, String variables, String input) {
        return (client + "refwarden-gate 1 " + kind + " " + NONCE + " 0.2.0\0" + folder + "\0" + variables + input
                        + "\0end " + NONCE + "\n")
                .getBytes(UTF_8);
    }
}

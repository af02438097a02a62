package dev.refwarden.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One {@code git receive-pack}, told what a client of any kind could tell it. */
final class ReceivePack {
    private static final int MOST_IN_A_LINE = 65_000;

    private final Process process;
    private final CompletableFuture<byte[]> said;

    /**
     * What became of a push.
     *
     * @param accepted whether every ref was updated
     * @param report what git reports for each ref
     * @param said what the hook, and git itself, said on standard error
     */
    record Answer(boolean accepted, String report, String said) {}

    ReceivePack(Path repository, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "receive-pack", repository.toString());
        builder.environment().putAll(environment);
        process = builder.start();
        said = CompletableFuture.supplyAsync(
                () -> read(process.getErrorStream()), task -> new Thread(task, "what receive-pack says").start());
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    Answer push(Hostile push, byte[] pack) throws IOException, InterruptedException {
        String capabilities = lines(process.getInputStream());
        try (OutputStream out = process.getOutputStream()) {
            byte[] certificate = push.certificate.apply(nonce(capabilities), push);
            String asked = "\0report-status" + (push.options.isEmpty() ? "" : " push-options");
            if (certificate.length > 0) {
                certified(out, certificate, asked);
            } else {
                for (RefUpdate update : push.updates) {
                    line(out, update.before() + " " + update.after() + " " + update.ref() + asked);
                    asked = "";
                }
            }
            flush(out);
            if (!push.options.isEmpty()) {
                for (String option : push.options) {
                    line(out, option);
                }
                flush(out);
            }
            out.write(pack);
        } catch (IOException e) {
            // Git refuses some things before it has read everything; what it says tells.
        }
        String report = lines(process.getInputStream());
        process.waitFor();
        boolean all = report.startsWith("unpack ok") && report.lines().noneMatch(line -> line.startsWith("ng "));
        return new Answer(all, report, new String(said.join(), StandardCharsets.UTF_8));
    }

    private static void certified(OutputStream out, byte[] certificate, String asked) throws IOException {
        line(out, "push-cert" + asked);
        for (String one : List.of(new String(certificate, ISO_8859_1).split("(?<=\n)", -1))) {
            if (!one.isEmpty()) {
                line(out, one);
            }
        }
        line(out, "push-cert-end\n");
    }

    private static String nonce(String advertised) {
        int from = advertised.indexOf("push-cert=") + "push-cert=".length();
        return from < "push-cert=".length() ? "" : advertised.substring(from).split("[ \n]", 2)[0];
    }

    private static void line(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (bytes.length > MOST_IN_A_LINE) {
            throw new IllegalArgumentException("git takes no line of " + bytes.length + " bytes");
        }
        out.write(String.format("%04x", bytes.length + 4).getBytes(ISO_8859_1));
        out.write(bytes);
    }

    private static void flush(OutputStream out) throws IOException {
        out.write("0000".getBytes(ISO_8859_1));
    }

    /** All lines up to the next flush, or the end. */
    private static String lines(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            byte[] length = in.readNBytes(4);
            int size = length.length < 4 ? 0 : Integer.parseInt(new String(length, ISO_8859_1), 16);
            if (size < 4) {
                return text.toString();
            }
            text.append(new String(in.readNBytes(size - 4), ISO_8859_1));
            if (text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }
    }

    private static byte[] read(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

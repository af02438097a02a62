package dev.refwarden.format.openpgp;

import dev.refwarden.format.Keyring;
import dev.refwarden.people.TestKeys;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Real signed objects, and the certificates of their signers. */
public final class OpenPgpCorpus {
    public static final Path ROOT = Path.of(System.getenv().getOrDefault("REFWARDEN_CORPUS", "/nonexistent"));

    private OpenPgpCorpus() {}

    /** Lines of a table, split at tabs. */
    public static List<String[]> table(String name) throws IOException {
        return table(name, "\t");
    }

    public static List<String[]> table(String name, String separator) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve(name), StandardCharsets.UTF_8)) {
            rows.add(line.split(separator, -1));
        }
        return rows;
    }

    static Keyring keyring(String file) throws Exception {
        List<OpenPgpCertificate> certificates = new ArrayList<>();
        for (byte[] one : split(Files.readAllBytes(ROOT.resolve("keys").resolve(file)))) {
            certificates.add(OpenPgpCertificate.parse(one));
        }
        return TestKeys.keyring(certificates);
    }

    /** Cuts an export of several certificates before each primary key. */
    static List<byte[]> split(byte[] export) {
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (at < export.length) {
            int header = export[at] & 0xff;
            boolean newFormat = (header & 0x40) != 0;
            if ((newFormat ? header & 0x3f : (header >> 2) & 0xf) == 6) {
                starts.add(at);
            }
            at += newFormat ? newLength(export, at + 1) : oldLength(export, at + 1, 1 << (header & 3));
        }
        starts.add(export.length);
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            parts.add(Arrays.copyOfRange(export, starts.get(i), starts.get(i + 1)));
        }
        return parts;
    }

    private static int oldLength(byte[] export, int at, int octets) {
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | (export[at + i] & 0xff);
        }
        return 1 + octets + length;
    }

    private static int newLength(byte[] export, int at) {
        int first = export[at] & 0xff;
        if (first == 255) {
            return 1 + oldLength(export, at + 1, 4);
        }
        return first < 192 ? 2 + first : 3 + ((first - 192) << 8) + (export[at + 1] & 0xff) + 192;
    }

    /** The raw objects of a pack, in the order of {@code ids}. */
    public static List<byte[]> objects(String pack, List<String> ids, Path folder) throws Exception {
        String archive = ROOT.resolve("packs").resolve(pack + ".tar.gz").toString();
        Process tar = new ProcessBuilder("tar", "-xzf", archive, "-C", folder.toString())
                .inheritIO()
                .start();
        if (tar.waitFor() != 0) {
            throw new IllegalStateException("tar cannot extract " + archive);
        }
        try (var found = Files.list(folder)) {
            Path repository = found.findFirst().orElseThrow();
            Process git = new ProcessBuilder("git", "--git-dir=" + repository, "cat-file", "--batch")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread writer = new Thread(() -> ask(git, ids));
            writer.start();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(git.getInputStream()))) {
                List<byte[]> objects = new ArrayList<>();
                for (int i = 0; i < ids.size(); i++) {
                    objects.add(read(in));
                }
                return objects;
            } finally {
                writer.join();
            }
        }
    }

    private static void ask(Process git, List<String> ids) {
        try (OutputStream out = git.getOutputStream()) {
            for (String id : ids) {
                out.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        StringBuilder header = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            header.append((char) b);
        }
        String[] words = header.toString().split(" ", -1);
        byte[] object = new byte[Integer.parseInt(words[2])];
        in.readFully(object);
        in.readByte();
        return object;
    }
}

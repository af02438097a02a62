package dev.refwarden.cli;

import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.edit.AllowedSigner;
import dev.refwarden.policy.edit.OfferedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files of keys as other programs keep them: allowed signers, {@code authorized_keys}, what a forge gives under {@code .keys}
 * and {@code .gpg}, certificates, an export of a directory in LDIF (RFC 2849), or a folder of all these.
 */
final class KeySource {
    private static final String ARMOR = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final int PGP_PACKET = 0x80;
    private static final long LARGEST = 64L << 20;

    private final List<Offer> offers = new ArrayList<>();

    private KeySource() {}

    /**
     * What one place in a file holds.
     *
     * @param place the file's name, and the line
     * @param key absent where it cannot be enrolled
     * @param why it cannot; empty where it can
     */
    record Offer(String place, Optional<OfferedKey> key, String why) {}

    /** Reading of one key, which may fail. */
    @FunctionalInterface
    private interface Reading {
        OfferedKey read() throws UnusableKey;
    }

    /** Everything that the files hold, folders with what lies in them and below. */
    static List<Offer> read(List<Path> files) throws IOException {
        KeySource source = new KeySource();
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                source.folder(file);
            } else {
                source.file(file, String.valueOf(file.getFileName()));
            }
        }
        return source.offers;
    }

    private void folder(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.sorted()::iterator) {
                boolean hidden = folder.relativize(file).toString().startsWith(".");
                if (Files.isRegularFile(file) && !hidden) {
                    file(file, folder.relativize(file).toString());
                }
            }
        }
    }

    private void file(Path file, String name) throws IOException {
        if (Files.size(file) > LARGEST) {
            offers.add(new Offer(name, Optional.empty(), "it is too large for a file of keys"));
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> owner = owner(file);
        if (SshKeyFile.isPrivate(bytes)) {
            offers.add(new Offer(name, Optional.empty(), SshKeyFile.privateWords(bytes)));
        } else if (text.contains(ARMOR)) {
            armored(text, name, owner);
        } else if (bytes.length > 0 && (bytes[0] & PGP_PACKET) != 0 && !SshKeyFile.isMarkedAsText(bytes)) {
            add(name, () -> OfferedKey.ofOpenPgp(bytes, owner));
        } else if (Ldif.isOne(text)) {
            new Ldif(bytes)
                    .entries()
                    .forEach(entry -> entry.keys()
                            .forEach(line -> add(
                                    name + ":" + entry.line(),
                                    () -> OfferedKey.ofSsh(line, entry.names(), Optional.empty()))));
        } else {
            lines(bytes, name, owner);
        }
    }

    private void armored(String text, String name, List<String> owner) {
        String[] blocks = text.split("(?=" + ARMOR + ")", -1);
        int number = 0;
        for (String block : blocks) {
            if (block.startsWith(ARMOR)) {
                number++;
                String place = blocks.length > 2 ? name + ", certificate " + number : name;
                add(place, () -> OfferedKey.ofOpenPgp(block.getBytes(StandardCharsets.ISO_8859_1), owner));
            }
        }
    }

    private void lines(byte[] file, String name, List<String> owner) {
        List<SshKeyFile.Line> lines;
        try {
            lines = SshKeyFile.lines(file);
        } catch (UnusableKey e) {
            offers.add(new Offer(name, Optional.empty(), String.valueOf(e.getMessage())));
            return;
        }
        boolean ofSigners = AllowedSigner.isFile(lines)
                && AuthorizedKey.namesSigners(lines.get(0).text());
        for (SshKeyFile.Line line : lines) {
            add(name + ":" + line.number(), () -> {
                if (ofSigners) {
                    return OfferedKey.ofSigner(AllowedSigner.of(line.text()));
                }
                AuthorizedKey authorized = AuthorizedKey.of(line.text());
                return OfferedKey.ofSsh(authorized.line(), owner, authorized.until());
            });
        }
    }

    private void add(String place, Reading reading) {
        try {
            offers.add(new Offer(place, Optional.of(reading.read()), ""));
        } catch (UnusableKey e) {
            offers.add(new Offer(place, Optional.empty(), String.valueOf(e.getMessage())));
        }
    }

    /** Whose a file is by its name, as forges and gitolite have it: {@code alice.keys}, {@code alice@laptop.pub}. */
    private static List<String> owner(Path file) {
        String name = String.valueOf(file.getFileName());
        List<String> ends = List.of(".keys", ".gpg", ".asc", ".pub");
        Optional<String> end = ends.stream().filter(name::endsWith).findFirst();
        if (end.isEmpty()) {
            return List.of();
        }
        String whole = name.substring(0, name.length() - end.get().length());
        return Stream.concat(
                        Stream.of(whole), Arrays.stream(whole.split("@", 2)).limit(1))
                .distinct()
                .toList();
    }
}

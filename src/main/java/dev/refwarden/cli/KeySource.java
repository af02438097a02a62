package dev.refwarden.cli;

import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.PrivateKeys;
import dev.refwarden.format.SignatureFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of keys as other programs keep them, in any format that is judged, or folders of such files. */
final class KeySource {
    private static final long LARGEST = 64L << 20;

    private final List<KeyOffer> offers = new ArrayList<>();

    private KeySource() {}

    /** Everything that the files hold, folders with what lies in them and below. */
    static List<KeyOffer> read(List<Path> files) throws IOException {
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
            offers.add(KeyOffer.refused(name, "it is too large for a file of keys"));
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        if (PrivateKeys.isIn(bytes)) {
            offers.add(KeyOffer.refused(name, PrivateKeys.words(bytes)));
            return;
        }
        for (KeyOffer offer : SignatureFormats.offers(bytes, owner(file))) {
            offers.add(new KeyOffer(name + offer.place(), offer.key(), offer.why()));
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

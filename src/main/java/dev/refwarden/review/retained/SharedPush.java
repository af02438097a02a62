package dev.refwarden.review.retained;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.ledger.SharedEvidence;
import dev.refwarden.ledger.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a fleet's database holds of one refused push. Another server wrote it there: of its files, only those are taken
 * that git has in an object directory, and no configuration.
 */
record SharedPush(SharedEvidence evidence, SharedEvidence.Kept kept) {
    /** What the names of object files begin with. */
    static final String OBJECTS = "objects/";

    /** The same as other servers see it, at the place where this one would have kept it. */
    static RetainedPush listed(SharedEvidence evidence, SharedEvidence.Kept kept, Path root) {
        Path folder = root.resolve(StateFolder.fileName(kept.holder()))
                .resolve(RetainedPush.folderName(kept.caseId(), kept.time(), kept.size()));
        return new RetainedPush(
                kept.caseId(),
                kept.holder(),
                kept.time(),
                kept.size(),
                folder,
                Optional.of(new SharedPush(evidence, kept)));
    }

    /** Writes its files into a new folder. */
    void writeTo(Path folder) throws IOException {
        Path objects = Files.createDirectory(folder.resolve("objects"));
        Files.createDirectory(objects.resolve("pack"));
        boolean own = evidence.node().equals(kept.node());
        evidence.read(kept, (name, part, content) -> {
            if (isObject(name) || (own && name.equals(RetainedPush.BASE))) {
                Path file = folder.resolve(name);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        });
        ObjectFormat format = format();
        if (format != ObjectFormat.SHA1) {
            RetainedPush.nameFormat(objects, format);
        }
    }

    private static boolean isObject(String name) {
        return name.startsWith(OBJECTS) && QuarantineFiles.isOne(name.substring(OBJECTS.length()));
    }

    private ObjectFormat format() throws IOException {
        return Stream.of(ObjectFormat.values())
                .filter(known -> known.word().equals(kept.format()))
                .findFirst()
                .orElseThrow(() -> new IOException("the objects of " + kept.caseId() + " have an unknown form"));
    }
}

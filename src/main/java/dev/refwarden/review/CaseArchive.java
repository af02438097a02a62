package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.ObjectBundle;
import dev.refwarden.ledger.LoggedDecision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A case as one zip file: {@code case.json} (the log's line, byte for byte), {@code context.jsonl} (lines about the
 * same objects and the same pusher), {@code notes.jsonl}, {@code README.txt}, and {@code objects.bundle} or, where not all
 * objects are there, {@code objects/} with the files that were kept.
 */
public final class CaseArchive {
    private final ZipOutputStream zip;

    private CaseArchive(ZipOutputStream zip) {
        this.zip = zip;
    }

    /** What of the objects went into the archive. */
    public enum Contents {
        BUNDLE("its record and its objects, as a bundle for git fetch"),
        FILES("its record and those of its objects that were kept"),
        NONE("its record; nothing is kept of its objects");

        private final String words;

        Contents(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Writes the archive and says what is in it. */
    public static Contents write(CaseFile file, CaseObjects objects, List<Notes.Note> notes, OutputStream out)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            CaseArchive archive = new CaseArchive(zip);
            archive.add("case.json", file.refused().json() + "\n");
            archive.add(
                    "context.jsonl",
                    Stream.concat(file.tries().stream(), file.before().stream())
                            .map(decision -> decision.json() + "\n")
                            .distinct()
                            .collect(Collectors.joining()));
            archive.add("notes.jsonl", notes(notes));
            Contents contents = archive.addObjects(file.refused(), objects);
            archive.add("README.txt", readme(file.refused(), contents));
            return contents;
        }
    }

    private void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private Contents addObjects(LoggedDecision refused, CaseObjects objects) throws IOException {
        Map<String, ObjectId> tips = new LinkedHashMap<>();
        Set<ObjectId> base = new HashSet<>();
        int number = 0;
        for (Map<String, Object> update : refused.objects("updates")) {
            String tip = LoggedDecision.text(update, "new");
            String old = LoggedDecision.text(update, "old");
            number++;
            if (ObjectId.isHex(tip) && objects.isReadable(ObjectId.fromHex(tip))) {
                tips.put("refs/refused/" + refused.text("case") + "/" + number, ObjectId.fromHex(tip));
            }
            if (ObjectId.isHex(old) && !ObjectId.fromHex(old).isNull()) {
                base.add(ObjectId.fromHex(old));
            }
        }
        if (objects.repository().isPresent() && !tips.isEmpty()) {
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            try {
                objects.repository().get().bundle().write(tips, base, bundle);
                add("objects.bundle", bundle.toByteArray());
                return Contents.BUNDLE;
            } catch (ObjectBundle.MissingObjectsException e) {
                // Some went beyond the limits; what was kept is better than nothing.
                return addKept(objects);
            }
        }
        return addKept(objects);
    }

    private Contents addKept(CaseObjects objects) throws IOException {
        if (objects.exhibit().isEmpty()) {
            return Contents.NONE;
        }
        Path folder = objects.exhibit().get().objects();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add("objects/" + folder.relativize(file), Files.readAllBytes(file));
            }
        }
        return Contents.FILES;
    }

    private static String notes(List<Notes.Note> notes) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Notes.Note note : notes) {
            lines.append(note.json()).append('\n');
        }
        return lines.toString();
    }

    private static String readme(LoggedDecision refused, Contents contents) {
        String objects = switch (contents) {
            case BUNDLE -> """
                    objects.bundle  what was pushed; in a clone of the repository:
                                    git fetch objects.bundle 'refs/refused/*:refs/refused/*'
                    """;
            case FILES -> "objects/        object files as git keeps them; not all of what was pushed\n";
            case NONE -> "The objects themselves are not kept.\n";
        };
        return """
                The refused push %s, as the log of the Git server has it.

                case.json       the log's line, byte for byte; the line after it in the log holds the
                                SHA-256 of this one, its line feed included, under "prev"
                context.jsonl   lines about the same objects, and earlier refused pushes of the same pusher
                notes.jsonl     what reviewers wrote
                %s
                Everything in here was written by whoever pushed: open nothing of it outside of a sandbox.
                """.formatted(refused.text("case"), objects);
    }
}

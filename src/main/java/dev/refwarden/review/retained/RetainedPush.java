package dev.refwarden.review.retained;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.ledger.CaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The objects of one refused push.
 *
 * @param caseId the refused push
 * @param holder whose limit it counts against, as a folder's name
 * @param time when the push was refused
 * @param size in bytes, as reckoned when it was kept
 * @param folder where it lies, or would lie if this server had kept it
 * @param shared what the database of this server's fleet holds of it; absent where it lies in that folder
 */
public record RetainedPush(
        CaseId caseId, String holder, Instant time, long size, Path folder, Optional<SharedPush> shared) {
    /** Names paths, each behind it a NUL, which no path holds. */
    static final String BASE = "base";

    private static final Pattern NAME = Pattern.compile("(\\d{1,15})-(\\d{1,15})-([0-9A-Z]{4}-[0-9A-Z]{4})");

    /** What lies in a folder. */
    RetainedPush(CaseId caseId, String holder, Instant time, long size, Path folder) {
        this(caseId, holder, time, size, folder, Optional.empty());
    }

    /** The push that a folder's name tells of; absent where the name is not of that form. */
    static Optional<RetainedPush> of(Path folder, String holder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                ? Optional.of(new RetainedPush(
                        new CaseId(name.group(3)),
                        holder,
                        Instant.ofEpochMilli(Long.parseLong(name.group(1))),
                        Long.parseLong(name.group(2)),
                        folder))
                : Optional.empty();
    }

    static String folderName(CaseId caseId, Instant time, long size) {
        return Math.max(0, time.toEpochMilli()) + "-" + size + "-" + caseId.value();
    }

    /** A git object directory that holds nothing but what the push brought. */
    public Path objects() {
        return folder.resolve("objects");
    }

    /** Whether its objects are there at all; someone may have taken them away by hand. */
    public boolean hasObjects() {
        return shared.isPresent() || Files.isDirectory(objects());
    }

    /** Brings its files to this machine, where they are elsewhere. */
    public FetchedPush fetch() throws IOException {
        return FetchedPush.of(this);
    }

    /** The object directories on which the push built: the repository's own and its alternates, as they were then. */
    public List<Path> base() throws IOException {
        Path named = folder.resolve(BASE);
        if (!Files.exists(named)) {
            return List.of();
        }
        return Stream.of(Files.readString(named).split("\0", -1))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isDirectory)
                .toList();
    }

    /** Makes the folder around {@code objects} one in which git itself reads objects of that format. */
    public static void nameFormat(Path objects, ObjectFormat format) throws IOException {
        Files.writeString(objects.resolveSibling("HEAD"), "ref: refs/heads/none\n");
        Files.createDirectories(objects.resolveSibling("refs"));
        Files.writeString(
                objects.resolveSibling("config"),
                "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tobjectFormat = " + format.word() + "\n");
    }

    /** Writes down next to {@code objects} on which object directories they build. */
    public static void nameBase(Path objects, List<Path> base) throws IOException {
        StringBuilder paths = new StringBuilder();
        base.forEach(path -> paths.append(path.toAbsolutePath().normalize()).append('\0'));
        Files.writeString(objects.resolveSibling(BASE), paths);
    }
}

package dev.refwarden.ledger.legacy;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * When 0.1 first accepted each commit of a repository: a folder below {@code accepted/} with a list of its files, a tail
 * and sorted runs. Both hold entries of 32 bytes: 20 of the commit's id, 8 of the time in milliseconds since 1970, most
 * significant first, and the CRC-32 of these; a tail begins with one for no commit that says how many follow.
 */
final class OldAccepted {
    private static final String FIRST_LINE = "refwarden accepted 2";
    private static final int BYTES = 32;
    private static final int ID_BYTES = 20;
    private static final int CHECKED = ID_BYTES + Long.BYTES;

    private final Map<ObjectId, Instant> first = new HashMap<>();

    private OldAccepted() {}

    /** Absent where anything is missing or damaged, or the folder is of another form. */
    static Optional<Map<ObjectId, Instant>> read(Path folder) throws IOException {
        Path list = folder.resolve("files");
        if (!Files.isRegularFile(list)) {
            return Optional.empty();
        }
        String[] lines = Files.readString(list, StandardCharsets.ISO_8859_1).split("\n", -1);
        boolean whole = lines.length >= 4 && lines[0].equals(FIRST_LINE) && lines[lines.length - 2].equals("end");
        OldAccepted accepted = new OldAccepted();
        for (int i = 1; whole && i < lines.length - 2; i++) {
            whole = accepted.take(folder, lines[i].split(" ", -1));
        }
        return whole ? Optional.of(accepted.first) : Optional.empty();
    }

    /** @return whether the file that a line of the list names is whole */
    private boolean take(Path folder, String[] field) throws IOException {
        boolean tail = field[0].equals("tail") && field.length == 2;
        boolean known = tail || (field[0].equals("run") && field.length == 3);
        Path file = known ? folder.resolve(field[0] + "-" + field[1]) : folder;
        if (!known || !field[1].matches("[0-9]{1,9}") || !Files.isRegularFile(file)) {
            return false;
        }
        byte[] entries = Files.readAllBytes(file);
        if (!tail) {
            return String.valueOf(entries.length / BYTES).equals(field[2])
                    && entries.length % BYTES == 0
                    && take(entries, 0, entries.length);
        }
        if (entries.length < BYTES || !isWhole(entries, 0)) {
            return false;
        }
        long end = BYTES * (1 + ByteBuffer.wrap(entries).getLong(ID_BYTES));
        return end >= BYTES && end <= entries.length && take(entries, BYTES, (int) end);
    }

    private boolean take(byte[] entries, int from, int to) {
        for (int at = from; at < to; at += BYTES) {
            if (!isWhole(entries, at)) {
                return false;
            }
            Instant time = Instant.ofEpochMilli(ByteBuffer.wrap(entries).getLong(at + ID_BYTES));
            byte[] id = new byte[ID_BYTES];
            System.arraycopy(entries, at, id, 0, ID_BYTES);
            first.merge(ObjectId.fromBytes(id), time, (one, other) -> one.isBefore(other) ? one : other);
        }
        return true;
    }

    private static boolean isWhole(byte[] entries, int at) {
        if (at + BYTES > entries.length) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(entries, at, CHECKED);
        return ByteBuffer.wrap(entries).getInt(at + CHECKED) == (int) crc.getValue();
    }
}

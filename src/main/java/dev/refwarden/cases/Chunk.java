package dev.refwarden.cases;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The index of some successive lines of one file of the log. All numbers are big-endian.
 *
 * <pre>
 * header   magic, which bytes of the log file, their CRC-32C, how many rows, lines that are none, bytes of lists,
 *          strings, bytes of strings, decisions of each kind, earliest and latest time
 * rows     time, first half of the line's hash, case and kind, offset, length, repository, person, account, list
 * strings  where each ends; number 0 is the empty one
 * lists    of each row: refs, codes, signers, objects
 * text     of the strings
 * CRC-32C  of all that
 * </pre>
 */
final class Chunk {
    static final long MAGIC = 0x5257_494e_4458_0a01L;
    static final int HEADER = 88;
    static final int ROW = 48;

    private static final int CHECKSUM = 4;

    private final ByteBuffer bytes;
    private final int strings;
    private final int lists;
    private final int text;

    private Chunk(ByteBuffer bytes) {
        this.bytes = bytes;
        this.strings = HEADER + rows() * ROW;
        this.lists = strings + 4 * stringCount();
        this.text = lists + bytes.getInt(36);
    }

    /** Takes what lies at the buffer's beginning; absent where that is no undamaged chunk. */
    static Optional<Chunk> at(ByteBuffer buffer) {
        if (buffer.remaining() < HEADER + CHECKSUM || buffer.getLong(0) != MAGIC) {
            return Optional.empty();
        }
        long length = (long) HEADER
                + (long) ROW * buffer.getInt(28)
                + 4L * buffer.getInt(40)
                + buffer.getInt(36)
                + buffer.getInt(44)
                + CHECKSUM;
        if (length < HEADER + CHECKSUM || length > buffer.remaining()) {
            return Optional.empty();
        }
        ByteBuffer own = buffer.slice(0, (int) length);
        CRC32C crc = new CRC32C();
        crc.update(own.slice(0, (int) length - CHECKSUM));
        return (int) crc.getValue() == own.getInt((int) length - CHECKSUM)
                ? Optional.of(new Chunk(own))
                : Optional.empty();
    }

    /** In bytes. */
    int size() {
        return bytes.capacity();
    }

    ByteBuffer bytes() {
        return bytes.duplicate().rewind();
    }

    /** Where in the log file its first line begins. */
    long from() {
        return bytes.getLong(8);
    }

    /** Where in the log file its last line ends. */
    long to() {
        return bytes.getLong(16);
    }

    /** The CRC-32C of the log's bytes from {@link #from} to {@link #to}. */
    int logChecksum() {
        return bytes.getInt(24);
    }

    int rows() {
        return bytes.getInt(28);
    }

    /** How many lines there hold no decision. */
    int damaged() {
        return bytes.getInt(32);
    }

    int stringCount() {
        return bytes.getInt(40);
    }

    int count(Kind kind) {
        return bytes.getInt(48 + 4 * kind.number());
    }

    long earliest() {
        return bytes.getLong(68);
    }

    long latest() {
        return bytes.getLong(76);
    }

    long time(int row) {
        return bytes.getLong(at(row));
    }

    /** The first 64 bits of the line's SHA-256. */
    long hash(int row) {
        return bytes.getLong(at(row) + 8);
    }

    /** The case's id as a number; 0 where there is none. */
    long caseNumber(int row) {
        return bytes.getLong(at(row) + 16) >>> 8;
    }

    Kind kind(int row) {
        return Kind.numbered(kindNumber(row));
    }

    int kindNumber(int row) {
        return bytes.get(at(row) + 23);
    }

    long offset(int row) {
        return Integer.toUnsignedLong(bytes.getInt(at(row) + 24));
    }

    int length(int row) {
        return bytes.getInt(at(row) + 28);
    }

    int repository(int row) {
        return bytes.getInt(at(row) + 32);
    }

    int person(int row) {
        return bytes.getInt(at(row) + 36);
    }

    int account(int row) {
        return bytes.getInt(at(row) + 40);
    }

    Lists lists(int row) {
        return new Lists(bytes, lists + bytes.getInt(at(row) + 44));
    }

    String string(int number) {
        byte[] utf8 = new byte[end(number) - start(number)];
        bytes.get(text + start(number), utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    List<String> strings(int[] numbers) {
        List<String> strings = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            strings.add(string(number));
        }
        return strings;
    }

    /** Whether the string is {@code utf8}, byte for byte. */
    boolean isString(int number, byte[] utf8) {
        int from = start(number);
        if (end(number) - from != utf8.length) {
            return false;
        }
        for (int i = 0; i < utf8.length; i++) {
            if (bytes.get(text + from + i) != utf8[i]) {
                return false;
            }
        }
        return true;
    }

    private int start(int number) {
        return number == 0 ? 0 : end(number - 1);
    }

    private int end(int number) {
        return bytes.getInt(strings + 4 * number);
    }

    private static int at(int row) {
        return HEADER + ROW * row;
    }
}

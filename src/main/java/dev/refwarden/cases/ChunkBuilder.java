package dev.refwarden.cases;

import dev.refwarden.object.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Makes a {@link Chunk} of successive lines. */
final class ChunkBuilder {
    private final long from;
    private long to;
    private final CRC32C log = new CRC32C();
    private int rows;
    private int damaged;
    private final int[] counts = new int[Kind.values().length];
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private final ByteArrayOutputStream lists = new ByteArrayOutputStream();

    /** @param from where in the log file the first line begins */
    ChunkBuilder(long from) {
        this.from = from;
        this.to = from;
        number("");
    }

    /** How many bytes of the log it covers. */
    long covered() {
        return to - from;
    }

    /** Takes a line that is no decision. */
    void addDamaged(byte[] line) {
        damaged++;
        cover(line);
    }

    /** @param hash the first 64 bits of the line's SHA-256 */
    void add(Summary summary, byte[] line, long hash) {
        ByteBuffer row = ByteBuffer.allocate(Chunk.ROW);
        row.putLong(summary.time()).putLong(hash);
        row.putLong(CaseNumber.of(summary.caseId()) << 8 | summary.kind().number());
        row.putInt((int) to).putInt(line.length);
        row.putInt(number(summary.repository())).putInt(number(summary.person()));
        row.putInt(number(summary.account())).putInt(lists.size());
        table.writeBytes(row.array());
        list(summary.refs());
        list(summary.codes());
        list(summary.signers().stream().map(Signer::packed).toList());
        varint(summary.objects().size());
        for (ObjectId object : summary.objects()) {
            lists.write(object.bytes(), 0, 4);
        }
        rows++;
        counts[summary.kind().number()]++;
        earliest = Math.min(earliest, summary.time());
        latest = Math.max(latest, summary.time());
        cover(line);
    }

    private void cover(byte[] line) {
        log.update(line);
        to += line.length;
    }

    Chunk chunk() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer ends = ByteBuffer.allocate(4 * strings.size());
        for (String string : strings.keySet()) {
            text.writeBytes(string.getBytes(StandardCharsets.UTF_8));
            ends.putInt(text.size());
        }
        int size = Chunk.HEADER + table.size() + ends.capacity() + lists.size() + text.size();
        ByteBuffer bytes = ByteBuffer.allocate(size + 4);
        bytes.putLong(Chunk.MAGIC).putLong(from).putLong(to).putInt((int) log.getValue());
        bytes.putInt(rows).putInt(damaged).putInt(lists.size()).putInt(strings.size());
        bytes.putInt(text.size());
        for (int count : counts) {
            bytes.putInt(count);
        }
        bytes.putLong(earliest).putLong(latest).putInt(0);
        bytes.put(table.toByteArray())
                .put(ends.array())
                .put(lists.toByteArray())
                .put(text.toByteArray());
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, size);
        bytes.putInt((int) crc.getValue());
        return Chunk.at(bytes.rewind()).orElseThrow();
    }

    private int number(String string) {
        return strings.computeIfAbsent(string, none -> strings.size());
    }

    private void list(Collection<String> items) {
        varint(items.size());
        for (String item : items) {
            varint(number(item));
        }
    }

    private void varint(int number) {
        int left = number;
        while (left >= 0x80) {
            lists.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        lists.write(left);
    }
}

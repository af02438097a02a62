package dev.refwarden.format.openpgp;

import dev.refwarden.people.UnusableKey;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that this process has read, by their bytes: however often configurations are loaded, the same file is
 * taken apart and verified once. What was not asked for longest is forgotten first.
 */
final class OpenPgpContents {
    /** Some five thousand certificates. */
    private static final long MOST_BYTES = 16L << 20;

    private final Map<Bytes, OpenPgpContent> known = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private long size;

    OpenPgpContents() {
        this(MOST_BYTES);
    }

    /** @param most how many bytes of files are remembered */
    OpenPgpContents(long most) {
        this.most = most;
    }

    /** @throws UnusableKey if {@code file} is not a certificate that could be used; that is not remembered */
    OpenPgpContent read(byte[] file) throws UnusableKey {
        Bytes bytes = Bytes.of(file);
        OpenPgpContent found = find(bytes);
        if (found == null) {
            found = OpenPgpContent.read(file);
            remember(bytes, found);
        }
        return found;
    }

    private synchronized @Nullable OpenPgpContent find(Bytes bytes) {
        return known.get(bytes);
    }

    private synchronized void remember(Bytes bytes, OpenPgpContent content) {
        if (known.put(bytes, content) == null) {
            size += bytes.file.length;
        }
        Iterator<Bytes> oldest = known.keySet().iterator();
        while (size > most) {
            size -= oldest.next().file.length;
            oldest.remove();
        }
    }

    /** The bytes of a file, compared one by one; the checksum only finds where to look. */
    private static final class Bytes {
        private final byte[] file;
        private final int checksum;

        private Bytes(byte[] file, int checksum) {
            this.file = file;
            this.checksum = checksum;
        }

        static Bytes of(byte[] file) {
            CRC32 crc = new CRC32();
            crc.update(file);
            return new Bytes(file, (int) crc.getValue());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && checksum == bytes.checksum && Arrays.equals(file, bytes.file);
        }

        @Override
        public int hashCode() {
            return checksum;
        }
    }
}

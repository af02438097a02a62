package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The newest line that this server has seen, kept next to the ledger as {@code STATE/head}: a ledger that does not hold
 * it was set back, or exchanged.
 *
 * <p>One line of fixed length, {@code <seq, 20 digits> <hash, 64 hex digits>}, written in place without a sync: after a
 * power cut an older one may be there, which is right as well.
 */
final class KnownHead {
    private static final int LENGTH = 20 + 1 + 64 + 1;

    private KnownHead() {}

    /**
     * The end of a log.
     *
     * @param seq the number of its last line; 0 where it has none
     * @param hash of that line
     */
    record Head(long seq, LineHash hash) {}

    /** Puts the file of a ledger without lines in place. */
    static void begin(StateFolder state) throws IOException {
        put(state, new Head(0, LineHash.NONE));
    }

    /** Puts a file in place, whatever was there. */
    static void put(StateFolder state, Head head) throws IOException {
        state.replace(state.head(), bytes(head));
    }

    /** The file as it is, whole or not; absent where there is none. */
    static Optional<byte[]> bytes(StateFolder state) throws IOException {
        return Files.exists(state.head(), LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(state.head()))
                : Optional.empty();
    }

    /** Puts the file back as it was. */
    static void restore(StateFolder state, Optional<byte[]> bytes) throws IOException {
        if (bytes.isPresent()) {
            state.replace(state.head(), bytes.get());
        } else {
            Files.deleteIfExists(state.head());
        }
    }

    static void remember(StateFolder state, Head head) throws IOException {
        Path file = state.head();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new LedgerUnavailable(file + " is missing");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            write(channel, head);
        }
    }

    /** Writes it in place. */
    static void write(FileChannel channel, Head head) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(head));
        channel.write(bytes, 0);
    }

    /** @throws LedgerUnavailable if the ledger does not hold the line that this server has seen */
    static void compare(StateFolder state, Chain chain) throws IOException {
        Head known = read(state);
        if (known.seq() > 0
                && !chain.hashOf(known.seq()).filter(known.hash()::equals).isPresent()) {
            // Another process may have been writing the file just now.
            known = read(state);
            if (!chain.hashOf(known.seq()).filter(known.hash()::equals).isPresent()) {
                throw new LedgerUnavailable("the ledger ends with line "
                        + chain.head().seq() + " and does not hold line " + known.seq()
                        + " as this server has seen it: it was set back or exchanged; see refwarden ledger adopt");
            }
        }
    }

    /** The same, where a damaged file means that nothing was seen. */
    static Head readIfWhole(StateFolder state) {
        try {
            return read(state);
        } catch (IOException e) {
            return new Head(0, LineHash.NONE);
        }
    }

    static Head read(StateFolder state) throws IOException {
        return read(state.head());
    }

    /** @throws LedgerUnavailable if the file is missing, or does not name a line */
    static Head read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new LedgerUnavailable(file + " is missing");
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (bytes.length != LENGTH || !text.matches("[0-9]{20} [0-9a-f]{64}\n")) {
            throw new LedgerUnavailable(file + " is damaged");
        }
        return new Head(Long.parseLong(text.substring(0, 20)), new LineHash(text.substring(21, 85)));
    }

    private static byte[] bytes(Head head) {
        String digits = "0".repeat(20) + head.seq();
        String line = digits.substring(digits.length() - 20) + " " + head.hash().hex() + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }
}

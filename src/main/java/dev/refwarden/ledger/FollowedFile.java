package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of lines that others read while it grows, and rename when it is large. It is only ever appended to.
 *
 * @param path a regular file
 */
record FollowedFile(Path path) {
    private static final Pattern BEGINNING = Pattern.compile("\\{\"seq\":([0-9]{1,18}),\"prev\":\"");
    /** Longer than the beginning of any line. */
    private static final int BEGINNING_LENGTH = 40;

    /** How far from its end the file is looked through, first and at most, in bytes. */
    private static final int NEAREST = 1 << 16;

    private static final int FARTHEST = 1 << 28;

    /**
     * Where a file goes on.
     *
     * @param seq the last of its lines that the ledger holds; absent where it has none of them near its end
     * @param torn what is behind the last line feed: the beginning of a line, whose writer was killed
     */
    record End(Optional<Long> seq, byte[] torn) {}

    /** Whether the ledger holds a line. */
    @FunctionalInterface
    interface Holding {
        boolean holds(long seq, LineHash hash) throws IOException;
    }

    /** The file, made if it is not there; readable for its owner and group. */
    static FollowedFile open(StateFolder state, Path path) throws IOException {
        Path folder = Objects.requireNonNullElse(path.getParent(), path);
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(path);
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
                state.adopt(path);
            } catch (FileAlreadyExistsException e) {
                // Whoever rotates it was first.
            }
        }
        return at(path);
    }

    /** @throws IOException if it is anything but a regular file; a pipe would keep its writer waiting */
    static FollowedFile at(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is not a regular file");
        }
        return new FollowedFile(path);
    }

    FileChannel appending() throws IOException {
        return FileChannel.open(path, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    }

    /** What is to be written so that the file holds the line whole, where it ends in {@code torn}. */
    static byte[] rest(byte[] line, byte[] torn) {
        if (torn.length < line.length && Arrays.equals(torn, 0, torn.length, line, 0, torn.length)) {
            return Arrays.copyOfRange(line, torn.length, line.length);
        }
        byte[] apart = new byte[line.length + 1];
        apart[0] = '\n';
        System.arraycopy(line, 0, apart, 1, line.length);
        return apart;
    }

    End end(Holding holding) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = channel.size();
            for (long length = NEAREST; ; length *= 16) {
                byte[] tail = tail(channel, size, Math.min(length, size));
                int end = lastLineFeed(tail, tail.length) + 1;
                Optional<Long> seq = lastHeld(tail, end, tail.length == size, holding);
                if (seq.isPresent() || length >= size || length >= FARTHEST) {
                    return new End(seq, Arrays.copyOfRange(tail, end, tail.length));
                }
            }
        }
    }

    private static byte[] tail(FileChannel channel, long size, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        while (buffer.hasRemaining() && channel.read(buffer, size - length + buffer.position()) > 0) {
            // Until all of it is read, or the file has become shorter.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** @param whole whether the first line begins where {@code tail} does */
    private static Optional<Long> lastHeld(byte[] tail, int last, boolean whole, Holding holding) throws IOException {
        int end = last;
        while (end > 0) {
            int begin = lastLineFeed(tail, end - 1) + 1;
            if (begin == 0 && !whole) {
                break;
            }
            Optional<Long> seq = seq(tail, begin, end);
            if (seq.isPresent() && holding.holds(seq.get(), LineHash.of(Arrays.copyOfRange(tail, begin, end)))) {
                return seq;
            }
            end = begin;
        }
        return Optional.empty();
    }

    private static int lastLineFeed(byte[] bytes, int before) {
        int at = before - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private static Optional<Long> seq(byte[] tail, int begin, int end) {
        int length = Math.min(BEGINNING_LENGTH, end - begin);
        Matcher matcher = BEGINNING.matcher(new String(tail, begin, length, StandardCharsets.US_ASCII));
        return matcher.lookingAt() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }
}

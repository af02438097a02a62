package dev.refwarden.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What the log ended in at some moment, kept where nobody who can write the log can write it.
 *
 * @param seq the number of its last decision; 0 where there was none
 * @param hash the SHA-256 of that line, 64 lower-case hex digits
 */
public record Checkpoint(long seq, String hash) {
    /** Reads {@code <seq> <hash>}, as {@link #toString} writes it; absent if the text is not that. */
    public static Optional<Checkpoint> parse(String text) {
        String[] words = text.strip().split(" ", 3);
        boolean formed = words.length == 2 && words[0].matches("[0-9]{1,18}") && words[1].matches("[0-9a-f]{64}");
        return formed ? Optional.of(new Checkpoint(Long.parseLong(words[0]), words[1])) : Optional.empty();
    }

    /** The log's present end, whatever stands before it; a write that is not finished is not in it. */
    public static Checkpoint ofEnd(StateFolder state) throws IOException {
        List<LogFile> files = LogFile.in(state.logs());
        for (int i = files.size() - 1; i >= 0; i--) {
            try (FileChannel channel = FileChannel.open(files.get(i).path(), StandardOpenOption.READ)) {
                Optional<Checkpoint> found = lastIn(channel);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return new Checkpoint(0, LineHash.NONE.hex());
    }

    private static Optional<Checkpoint> lastIn(FileChannel file) throws IOException {
        for (long end = file.size(); end > 0; ) {
            long start = LogTail.lineStart(file, end);
            byte[] line = LogTail.read(file, start, end);
            Optional<LineHeader> header = line[line.length - 1] == '\n' ? LineHeader.of(line) : Optional.empty();
            if (header.isPresent()) {
                return Optional.of(
                        new Checkpoint(header.get().seq(), LineHash.of(line).hex()));
            }
            end = start;
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return seq + " " + hash;
    }
}

package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many pushes this server's hooks have judged since STATE was made, by whom; for monitoring alone. A process that is
 * killed may leave out what it judged in its last second, and a file that cannot be read counts from 0 again.
 *
 * @param gate by a resident gate
 * @param process by a process for each, where no gate answered
 */
public record JudgedCount(long gate, long process) {
    private static final Pattern FORM = Pattern.compile("gate (\\d{18})\nprocess (\\d{18})\n");
    private static final long MOST = 999_999_999_999_999_999L;
    private static final int LENGTH = 51;

    /** What was counted so far; nothing where nothing was. */
    public static JudgedCount of(Path state) throws IOException {
        Path file = new RunFolder(state).judged();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new JudgedCount(0, 0);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return read(channel);
        } catch (NoSuchFileException e) {
            return new JudgedCount(0, 0);
        }
    }

    /** Adds to what is there, whoever else does so at the same time. */
    static void add(RunFolder run, JudgedCount more) throws IOException {
        synchronized (JudgedCount.class) {
            try (FileChannel channel = run.openLock(run.judged());
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("the count cannot be locked");
                }
                JudgedCount all = read(channel).plus(more);
                channel.write(ByteBuffer.wrap(all.text().getBytes(StandardCharsets.US_ASCII)), 0);
                channel.truncate(LENGTH);
            }
        }
    }

    private JudgedCount plus(JudgedCount more) {
        return new JudgedCount(Math.min(MOST, gate + more.gate), Math.min(MOST, process + more.process));
    }

    /** As long as every other, so that it takes the place of the one before with one write. */
    private String text() {
        return String.format(Locale.ROOT, "gate %018d\nprocess %018d\n", gate, process);
    }

    private static JudgedCount read(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH + 1);
        long at = 0;
        for (int count = channel.read(buffer, at); count > 0; count = channel.read(buffer, at)) {
            at += count;
        }
        Matcher matcher = FORM.matcher(new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII));
        return matcher.matches()
                ? new JudgedCount(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : new JudgedCount(0, 0);
    }
}

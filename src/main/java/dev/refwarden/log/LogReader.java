package dev.refwarden.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Reads the log from its beginning, line by line. */
final class LogReader {
    private LogReader() {}

    /** Shows every whole line to {@code consumer}; what a crash left behind is passed over. */
    static void read(StateFolder state, Consumer<LoggedLine> consumer) throws IOException {
        read(state, 0, 0, consumer);
    }

    /** Shows every line behind the one at {@code position}. */
    static void readBehind(StateFolder state, DecisionLog.Position position, Consumer<LoggedLine> consumer)
            throws IOException {
        read(state, position.file(), position.offset() + position.length(), consumer);
    }

    private static void read(StateFolder state, int firstFile, long firstOffset, Consumer<LoggedLine> consumer)
            throws IOException {
        for (LogFile file : LogFile.in(state.logs())) {
            if (file.number() < firstFile) {
                continue;
            }
            try (LineReader lines = new LineReader(file.path(), file.number() == firstFile ? firstOffset : 0)) {
                while (lines.next()) {
                    if (lines.isEnded()) {
                        LoggedLine.of(lines.line(), file.number(), lines.offset())
                                .ifPresent(consumer);
                    }
                }
            }
        }
    }

    /** Whether that very line is in the log. */
    static boolean isLogged(StateFolder state, DecisionLog.Position position) {
        Path file = LogFile.of(state.logs(), position.file()).path();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] line = LogTail.read(channel, position.offset(), position.offset() + position.length());
            return LineHash.of(line).equals(position.hash());
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.refwarden.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.function.Consumer;

/** Reads the log from its beginning, line by line. */
final class LogReader {
    private LogReader() {}

    /** Shows every whole line to {@code consumer}; what a crash left behind is passed over. */
    static void read(StateFolder state, Consumer<LoggedLine> consumer) throws IOException {
        for (LogFile file : LogFile.in(state.logs())) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16)) {
                long offset = 0;
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    line.write(b);
                    if (b == '\n') {
                        LoggedLine.of(line.toByteArray(), file.number(), offset).ifPresent(consumer);
                        offset += line.size();
                        line.reset();
                    }
                }
            }
        }
    }
}

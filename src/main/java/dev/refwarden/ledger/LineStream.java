package dev.refwarden.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream of bytes into lines. */
final class LineStream {
    private LineStream() {}

    /** Takes one line after the other. */
    @FunctionalInterface
    interface Taking {
        /** @param line with its line feed, which the last one may lack */
        void take(byte[] line) throws IOException;
    }

    static void each(InputStream stream, Taking taking) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                taking.take(line.toByteArray());
                line.reset();
            }
        }
        if (line.size() > 0) {
            taking.take(line.toByteArray());
        }
    }
}

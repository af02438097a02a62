package dev.refwarden.ledger.legacy;

import java.io.IOException;

/** The old log is not as it was written, so nothing follows from it. */
final class BrokenOldLog extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOldLog(String file, long line, String problem) {
        super("the log of 0.1 is broken: " + file + ", line " + line + ": " + problem);
    }
}

package dev.refwarden.cases;

import java.io.IOException;

/** A line of the log is not what it was when it was indexed; nothing is ever changed there, so somebody did. */
public final class LogChanged extends IOException {
    private static final long serialVersionUID = 1L;

    LogChanged(String file, long offset) {
        super(file + " was changed at byte " + offset + " after it was indexed: run refwarden log verify");
    }
}

package dev.refwarden.log;

import java.io.IOException;

/** That files of the acceptance record are missing or are not what was once written; the log still has it all. */
final class DamagedRecord extends IOException {
    private static final long serialVersionUID = 1;

    DamagedRecord(String message) {
        super(message);
    }
}

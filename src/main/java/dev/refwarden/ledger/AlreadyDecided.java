package dev.refwarden.ledger;

import java.io.IOException;

/** Another process has decided about the same push meanwhile; its decision is in the log. */
public final class AlreadyDecided extends IOException {
    private static final long serialVersionUID = 1L;

    AlreadyDecided() {
        super("the push is decided already");
    }
}

package dev.refwarden.git.store;

import java.io.IOException;

/** Git does not list the refs of a repository: its files are damaged, or gone. */
public final class UnreadableRefs extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableRefs() {
        super("git does not list the refs here");
    }
}

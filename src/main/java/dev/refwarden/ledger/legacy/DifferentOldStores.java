package dev.refwarden.ledger.legacy;

import java.io.IOException;
import java.util.List;

/** What 0.1 would have said is not what follows from its log, so someone must look first. */
final class DifferentOldStores extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    DifferentOldStores(List<String> differences) {
        super("nothing is imported: what 0.1 remembered is not what its log says:\n  "
                + String.join("\n  ", differences.subList(0, Math.min(SHOWN, differences.size())))
                + (differences.size() > SHOWN ? "\n  and " + (differences.size() - SHOWN) + " more" : ""));
    }
}

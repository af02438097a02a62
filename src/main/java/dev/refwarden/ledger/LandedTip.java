package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;

/** A ref that was seen where an earlier push, decision {@code seq}, was allowed to put it. */
record LandedTip(long seq, RefName ref, ObjectId tip) {
    @Override
    public boolean equals(Object other) {
        return other instanceof LandedTip landed
                && seq == landed.seq
                && ref.equals(landed.ref)
                && tip.equals(landed.tip);
    }

    @Override
    public int hashCode() {
        return 31 * tip.hashCode() + ref.hashCode();
    }
}

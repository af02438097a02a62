package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;

/** A ref that was seen where an earlier push, decision {@code seq}, was allowed to put it. */
public record LandedTip(long seq, RefName ref, ObjectId tip) {}

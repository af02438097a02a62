package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import org.eclipse.jgit.lib.AnyObjectId;

/** Object ids as JGit holds them, which knows no others than those of 20 bytes. */
interface ObjectNames {
    /** @throws IllegalArgumentException if JGit cannot hold it */
    org.eclipse.jgit.lib.ObjectId toJGit(ObjectId id);

    /** @throws IllegalArgumentException if no object is known to be named so */
    ObjectId fromJGit(AnyObjectId id);
}

/**
 * Git's objects and names as values: ids, ref names, and commits, tags and trees read from their
 * raw bytes.
 *
 * <p>Reading is as strict as {@code git fsck}: canonical header order, one of each header that may
 * stand once, no NUL. What is not well-formed becomes a value that says so, never an exception. The
 * bytes that were signed are cut from the raw object and are never written anew.
 *
 * <p>Knows bytes only: no repository, no JGit, no policy and no cryptography.
 */
@NullMarked
package dev.refwarden.git;

import org.jspecify.annotations.NullMarked;

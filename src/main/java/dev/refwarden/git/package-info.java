/**
 * Git's objects, names and histories as values: ids of both kinds, ref names, commits, tags and trees read from their raw
 * bytes; which commits are new, and what they change.
 *
 * <p>Reading is as strict as {@code git fsck}: canonical header order, one of each header that may stand once, no NUL.
 * What is not well-formed becomes a value that says so, never an exception. The bytes that were signed are cut from the
 * raw object and are never written again. A commit is new to a rule when it can be reached from the pushed tip and is not
 * <em>settled</em> there; what settles a commit is handed in as {@link Settlement}, and nothing is trusted for being in
 * the repository.
 *
 * <p>Pure algorithms over an {@link ObjectStore}: no repository, no JGit, no policy and no cryptography.
 */
@NullMarked
package dev.refwarden.git;

import org.jspecify.annotations.NullMarked;

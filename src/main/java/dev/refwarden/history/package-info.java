/**
 * Which commits are new, and what they change.
 *
 * <p>A commit is new to a rule when it can be reached from the pushed tip and is not <em>settled</em>
 * there. What settles a commit is handed in as {@link Settlement}; nothing is trusted for merely
 * being in the repository.
 *
 * <p>Pure algorithms over an {@link dev.refwarden.object.ObjectStore}: no JGit, no policy.
 */
@NullMarked
package dev.refwarden.history;

import org.jspecify.annotations.NullMarked;

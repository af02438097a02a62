/**
 * The repository at hand: opened with Git's quarantine and alternates, read object by object.
 *
 * <p>The one place that opens JGit's {@code Repository}. No configuration of the user or the system
 * is read, no {@code refs/replace} and no grafts are followed, no other program is run, and every
 * object's bytes are hashed again before they are believed.
 *
 * <p>Knows no policy.
 */
@NullMarked
package dev.refwarden.git.store;

import org.jspecify.annotations.NullMarked;

/**
 * Past or invented pushes under a policy: {@code verify} over a repository's history, {@code simulate} over the log, {@code
 * review replay} for one case, {@code policy test} for described pushes. Evidence is gathered or made, and then the very
 * decision of the hook is taken; nothing is recorded.
 */
@NullMarked
package dev.refwarden.replay;

import org.jspecify.annotations.NullMarked;

/**
 * Refwarden inside a server that is written in Java with JGit: the hook as a class instead of a program.
 *
 * <p>The handler, and so the decisions, are those of {@code git receive-pack}. What differs: JGit has stored the
 * pushed objects before any hook runs, so a refused push leaves them behind until the server collects garbage, and no
 * evidence of it is kept; JGit reads no push certificate that an SSH key signs; and one process judges many pushes at
 * once. Knows nothing of standard input and exit statuses.
 */
@NullMarked
package dev.refwarden.hook.jgit;

import org.jspecify.annotations.NullMarked;

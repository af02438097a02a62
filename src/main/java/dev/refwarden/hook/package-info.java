/**
 * The pre-receive hook: standard input and Git's environment in, an exit status out.
 *
 * <p>Everything that goes wrong on the way refuses the push. There is one place where the exit status
 * can become 0, and it is reached only with a decision that is on disk.
 */
@NullMarked
package dev.refwarden.hook;

import org.jspecify.annotations.NullMarked;

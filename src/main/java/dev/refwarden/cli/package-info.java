/**
 * The commands that people type: arguments in, words and an exit status out.
 *
 * <p>Each command reads what it needs, asks another package and prints the answer; nothing is decided here. The hook
 * does not pass through picocli, which takes longer to load than a push to judge.
 */
@NullMarked
package dev.refwarden.cli;

import org.jspecify.annotations.NullMarked;

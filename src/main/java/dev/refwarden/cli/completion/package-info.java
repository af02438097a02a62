/**
 * Scripts that complete the command line in bash and zsh: written from the commands themselves, and asking the program for
 * names that only it knows.
 */
@NullMarked
package dev.refwarden.cli.completion;

import org.jspecify.annotations.NullMarked;

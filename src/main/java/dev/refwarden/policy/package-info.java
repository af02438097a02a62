/**
 * The rules as values: what a security owner demands of refs, commits, tags, pushes and paths, and the server's own
 * settings. Names of people and groups are resolved, so that whoever holds a rule holds the very people it means.
 *
 * <p>Each part of dealing with rules has a room of its own: {@code yaml} is text with places, {@code read} turns it into
 * these values, {@code lint} looks for what was probably not meant, {@code explain} puts rules into words, {@code tests}
 * reads the cases that owners write, {@code compare} tells two configurations apart, {@code edit} changes files.
 *
 * <p>Knows no git and no signatures.
 */
@NullMarked
package dev.refwarden.policy;

import org.jspecify.annotations.NullMarked;

/**
 * People and their keys: who owns which public key, since when, until when and what for.
 *
 * <p>What cannot be enrolled is an {@link UnusableKey} that says why. Whether a key may sign a particular commit is not
 * decided here. Knows no files, no YAML, no git and none of the formats that keys come in.
 */
@NullMarked
package dev.refwarden.people;

import org.jspecify.annotations.NullMarked;

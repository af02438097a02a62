/**
 * Files of CONFIG in, a {@link dev.refwarden.policy.read.Configuration} out, or every problem at once with its file, line
 * and column.
 *
 * <p>A policy that has a problem is not a policy: nothing is half-read. Three steps: the bytes of files, YAML with its
 * places, meaning (one reader for each part). Since every push reads the whole configuration, nothing here does
 * arithmetic on keys.
 */
@NullMarked
package dev.refwarden.policy.read;

import org.jspecify.annotations.NullMarked;

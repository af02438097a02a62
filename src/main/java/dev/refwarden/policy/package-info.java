/**
 * The rules: YAML in, a {@link Policy} out, or every {@link Problem} at once with its file, line and
 * column.
 *
 * <p>A policy that has a problem is no policy: nothing is half-read. Names of people and groups are
 * resolved here, so that whoever holds a rule holds the very people it means.
 *
 * <p>The one package that touches SnakeYAML. Knows no git and no signatures.
 */
@NullMarked
package dev.refwarden.policy;

import org.jspecify.annotations.NullMarked;

/**
 * The rules: YAML in, a {@link Policy} out, or every {@link Problem} at once with its file, line and
 * column.
 *
 * <p>A policy that has a problem is no policy: nothing is half-read. Names of people and groups are
 * resolved here, so that whoever holds a rule holds the very people it means.
 *
 * <p>A configuration is read in three steps: bytes of files ({@code ConfigFolder}), YAML with its places
 * ({@code YamlReader}), meaning (one reader for each part). Reading goes on after a problem, and what a
 * problem spoiled is left out, so that one mistake is not reported twice. Since every push reads the
 * whole configuration, nothing here does arithmetic on keys: what only people need to know is looked for
 * by {@link dev.refwarden.policy.lint.Lints} when they ask.
 *
 * <p>The one package that touches SnakeYAML. Knows no git and no signatures.
 */
@NullMarked
package dev.refwarden.policy;

import org.jspecify.annotations.NullMarked;

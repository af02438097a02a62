/**
 * Tries a policy on pushes that nobody makes: from a description, the evidence as it would be gathered, and
 * then the very decision that the hook takes.
 *
 * <p>Knows no files, no git and no clock.
 */
@NullMarked
package dev.refwarden.rehearsal;

import org.jspecify.annotations.NullMarked;

/**
 * Gathers what a decision rests on: which rules a push falls under, which commits are new to each,
 * what their bytes and signatures show, and which guarded files they change.
 *
 * <p>Joins {@code git}, {@code history}, {@code signature}, {@code policy} and {@code log}; judges
 * nothing itself. Works on all processors when a push is large.
 */
@NullMarked
package dev.refwarden.evidence;

import org.jspecify.annotations.NullMarked;

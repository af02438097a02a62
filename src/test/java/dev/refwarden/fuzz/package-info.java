/**
 * Every parser of bytes from outside, under noise: whatever the bytes are, it gives a value or says in its own words that
 * they are malformed. Inputs are tried by a fuzzer that follows the code (Jazzer, profile {@code fuzz}), and the seeds of
 * each target, with damages to them, by a test of the suite.
 */
@NullMarked
package dev.refwarden.fuzz;

import org.jspecify.annotations.NullMarked;

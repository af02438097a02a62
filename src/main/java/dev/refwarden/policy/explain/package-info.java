/**
 * A configuration in words: what each rule demands, of whom, and where that is written.
 */
@NullMarked
package dev.refwarden.policy.explain;

import org.jspecify.annotations.NullMarked;

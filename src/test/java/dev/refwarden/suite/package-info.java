/**
 * What a run of the tests shares: its one temporary folder, the programs that scenarios call, the archive for fast starts,
 * how much of a long test is played, and the summary at the end. Knows nothing of what is tested.
 */
@NullMarked
package dev.refwarden.suite;

import org.jspecify.annotations.NullMarked;

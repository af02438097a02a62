/**
 * Finds cases in the decision log without reading all of it: an index beside the log, for reviewers.
 *
 * <p>The index is derived and disposable. For each file of the log it keeps a file of chunks; each chunk
 * covers some of the log's bytes, holds their checksum, and for every decision a row of fixed size: when, what
 * was decided, about what, by whom, for which reasons, and the hash of the line. Readers bring it up to date, never the hook. What the
 * index leads to is read from the log and must have that hash. So a damaged or stale index is rebuilt or said,
 * and never believed.
 *
 * <p>Proves nothing about the log; that is what {@code LogCheck} is for.
 */
@NullMarked
package dev.refwarden.cases;

import org.jspecify.annotations.NullMarked;

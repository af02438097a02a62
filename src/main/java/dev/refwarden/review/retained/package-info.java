/**
 * The objects of refused pushes, kept below {@code STATE/evidence} so that a reviewer can see
 * what was tried although git has thrown it away.
 *
 * <p>They are a convenience and prove nothing: the log says what was decided, and whether they are
 * there changes no verdict. Files are linked or copied as they are and never read here. Knows neither git's formats
 * nor policies beyond the limits.
 *
 * <p>Where servers share a ledger, what one of them keeps goes on into their database as soon as the push is answered, and
 * is read from there by all.
 *
 * <p>Layout: {@code evidence/HOLDER/MILLIS-BYTES-CASE/objects}, where everything that the limits are
 * reckoned by is in the names of the folders, so that no index can be wrong.
 */
@NullMarked
package dev.refwarden.review.retained;

import org.jspecify.annotations.NullMarked;

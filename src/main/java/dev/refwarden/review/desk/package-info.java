/**
 * What a reviewer has on the desk: refused pushes with their assessment and state, grouped into incidents.
 *
 * <p>Everything is worked out from the ledger, the evidence and the configuration of the moment; nothing is written.
 */
@NullMarked
package dev.refwarden.review.desk;

import org.jspecify.annotations.NullMarked;

/**
 * Is a refused push a mistake or an attack? Reasons for and against, from what the ledger knows of the same person, key,
 * address and objects, and from what the push would have changed.
 *
 * <p>Each reason has a weight; their sum gives the {@link dev.refwarden.review.assessment.Assessment.Level}. The weights
 * are measured against labelled cases. An assessment decides nothing.
 */
@NullMarked
package dev.refwarden.review.assessment;

import org.jspecify.annotations.NullMarked;

/**
 * What a change does, as far as a reviewer of its kind would notice: files that builds run, code that is fetched and
 * run, dependencies, characters that hide something.
 *
 * <p>Rules of thumb over lines that someone added; they miss what is well hidden, and prove nothing. Knows nothing of
 * who pushed, and reads no repository.
 */
@NullMarked
package dev.refwarden.review.content;

import org.jspecify.annotations.NullMarked;

/**
 * The words: what a developer sees when a push is refused.
 *
 * <p>Every line begins with {@code refwarden:}, is lower case and without a final period. Whatever
 * was pushed is escaped and cut before it is shown. The code in brackets ends each finding; the
 * command that fixes it follows, ready to be pasted, and never re-signs other people's commits.
 *
 * <p>Knows no git repository and no cryptography.
 */
@NullMarked
package dev.refwarden.report;

import org.jspecify.annotations.NullMarked;

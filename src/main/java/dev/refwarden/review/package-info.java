/**
 * What a reviewer sees of a push: its case, the commits that it brought with their differences, notes of reviewers, what
 * of it the repository holds today; and refs that are not where the log's last word says. Command line and web page read
 * it from here.
 *
 * <p>Shows and proves nothing: whatever a pusher wrote is handed on as it is and escaped by whoever shows it.
 */
@NullMarked
package dev.refwarden.review;

import org.jspecify.annotations.NullMarked;

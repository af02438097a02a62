/**
 * The dossier of a refused push: the commits that it brought with their differences, notes of
 * reviewers, and what of it the repository holds today; and refs that are not where the log's last word says. What reviewers read on the command line and on the web page
 * comes from here.
 *
 * <p>Shows and proves nothing: whatever a pusher wrote is handed on as it is and escaped by whoever shows it.
 */
@NullMarked
package dev.refwarden.dossier;

import org.jspecify.annotations.NullMarked;

package dev.refwarden.cli;

import picocli.CommandLine.Command;

/** Looks at refused pushes. */
@Command(
        name = "review",
        description = "Look at refused pushes.",
        subcommands = {
            ReviewList.class,
            ReviewObserved.class,
            ReviewShow.class,
            ReviewDiff.class,
            ReviewReplay.class,
            ReviewNote.class,
            ReviewTake.class,
            ReviewClose.class,
            ReviewReopen.class,
            ReviewExport.class,
            ReviewPurge.class,
            ReviewServe.class
        })
final class ReviewCommand {}

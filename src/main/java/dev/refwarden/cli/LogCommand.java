package dev.refwarden.cli;

import picocli.CommandLine.Command;

/** Looks after the decision log. */
@Command(
        name = "log",
        description = "Look after the decision log.",
        subcommands = {LogVerify.class, LogCheckpoint.class, LogKeyCommand.class, LogExportCommand.class})
final class LogCommand {}

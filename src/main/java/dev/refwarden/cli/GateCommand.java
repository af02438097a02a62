package dev.refwarden.cli;

import picocli.CommandLine.Command;

/** {@code refwarden gate}. */
@Command(
        name = "gate",
        description = "Look after the resident process that judges pushes without a start of Java.",
        subcommands = {GateRun.class, GateStatus.class, GateStop.class, GatePrepare.class},
        synopsisSubcommandLabel = "COMMAND")
final class GateCommand {}

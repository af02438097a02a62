package dev.refwarden.cli;

import picocli.CommandLine.Command;

/** {@code refwarden policy}: the rules, before and while they are in force. */
@Command(
        name = "policy",
        description = "Check, explain and activate the rules.",
        subcommands = {
            PolicyCheck.class,
            PolicyExplain.class,
            PolicyTest.class,
            PolicyDiff.class,
            PolicySimulate.class,
            PolicyCopy.class,
            PolicyActivate.class,
            PolicySchema.class
        },
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {}

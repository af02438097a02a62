package dev.refwarden.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A ref as people name it on the command line: whole, since rules match nothing else. */
final class FullRef {
    private FullRef() {}

    /** @throws ParameterException if {@code ref} is a short name */
    static void require(CommandLine command, String ref) {
        if (!ref.startsWith("refs/")) {
            throw new ParameterException(command, "--ref takes a full name, did you mean refs/heads/" + ref + "?");
        }
    }
}

package dev.refwarden.cli;

import dev.refwarden.policy.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command could not do its work; a stack trace only for what nobody foresaw. */
final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        PrintWriter err = command.getErr();
        try {
            return tell(failure, err);
        } finally {
            err.flush();
        }
    }

    private static int tell(Exception failure, PrintWriter err) {
        if (failure instanceof PolicyProblems problems) {
            problems.problems().forEach(problem -> err.println("refwarden: " + problem));
            return Exit.POLICY_UNUSABLE;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            err.println("refwarden: " + failure.getMessage());
            return Exit.INTERNAL_FAILURE;
        }
        err.println("refwarden: an internal failure");
        failure.printStackTrace(err);
        return Exit.INTERNAL_FAILURE;
    }
}

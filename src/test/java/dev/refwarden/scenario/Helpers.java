package dev.refwarden.scenario;

import dev.refwarden.cli.WarmCommand;
import dev.refwarden.hook.gate.WarmHook;
import dev.refwarden.statement.CodeMaker;
import dev.refwarden.statement.TokenMaker;
import dev.refwarden.suite.Programs;
import dev.refwarden.suite.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The programs that scenarios call next to git, one process for the whole suite. */
final class Helpers {
    private static final Programs PROGRAMS = start();

    private Helpers() {}

    /** The script by which a scenario reaches them. */
    static String client() {
        return PROGRAMS.client();
    }

    private static Programs start() {
        try {
            return new Programs(
                    SuiteFolder.path().resolve("programs"),
                    Map.of(
                            "token", SoftwareToken::sign,
                            "command", WarmCommand::run,
                            "hook", WarmHook::run,
                            "lines", LedgerTool::lines,
                            "sql", LedgerTool::sql,
                            "one-time-code", CodeMaker::run,
                            "identity-token", TokenMaker::run,
                            "reftable", Reftable::run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.refwarden.cli;

import dev.refwarden.log.LogFile;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;

/** Says where no log is, since nothing found there would look like nothing wrong. */
final class NoLog {
    private NoLog() {}

    static void note(StateFolder state, PrintWriter err) throws IOException {
        if (LogFile.in(state).isEmpty()) {
            err.println("refwarden: note: there is no log in " + state.path() + " yet; --state says where it is");
            err.flush();
        }
    }
}

package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which refused pushes are wanted; what is not said does not matter. */
final class CaseFilter {
    @Option(names = "--repository", paramLabel = "NAME", description = "only of this repository")
    private String repository = "";

    @Option(names = "--ref", paramLabel = "REF", description = "only those that would have moved this ref")
    private String ref = "";

    @Option(names = "--person", paramLabel = "ID", description = "only those that this person pushed")
    private String person = "";

    @Option(names = "--code", paramLabel = "CODE", description = "only those refused for this reason")
    private String code = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-11-23")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "only before this time")
    private @Nullable Instant until;

    boolean matches(LoggedDecision decision) {
        Instant time = decision.time();
        return (repository.isEmpty() || repository.equals(decision.text("repository")))
                && (person.isEmpty() || person.equals(decision.text("pusher", "person")))
                && has(decision, "updates", "ref", ref)
                && has(decision, "findings", "code", code)
                && (since == null || !time.isBefore(since))
                && (until == null || time.isBefore(until));
    }

    private static boolean has(LoggedDecision decision, String list, String name, String wanted) {
        return wanted.isEmpty()
                || decision.objects(list).stream()
                        .anyMatch(item -> LoggedDecision.text(item, name).equals(wanted));
    }
}

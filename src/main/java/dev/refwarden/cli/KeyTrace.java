package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.log.StateFolder;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden key trace}: everything that a key ever brought in, the first question of an incident. */
@Command(
        name = "trace",
        description = "List every accepted push that a key, or a person, signed, pushed or approved, the latest first.")
final class KeyTrace implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "the key's id, or a full fingerprint")
    private String key = "";

    @Option(names = "--person", paramLabel = "ID", description = "every key of this person")
    private String person = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-03-14")
    private @Nullable Instant since;

    @Option(names = "--json", description = "as JSON lines, as they stand in the log")
    private boolean asJson;

    @Override
    public Integer call() throws IOException {
        if (key.isEmpty() == person.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a KEY or --person ID");
        }
        Instant from = since == null ? Instant.MIN : since;
        List<LoggedDecision> touched = new ArrayList<>();
        LoggedDecision.readAll(new StateFolder(places.state()), decision -> {
            if (decision.isAccepted()
                    && !decision.time().isBefore(from)
                    && !roles(decision).isEmpty()) {
                touched.add(decision);
            }
        });
        Collections.reverse(touched);
        PrintWriter out = spec.commandLine().getOut();
        touched.forEach(decision -> out.println(asJson ? decision.json() : words(decision)));
        if (!asJson) {
            out.println(touched.size() + (touched.size() == 1 ? " accepted push" : " accepted pushes"));
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private String words(LoggedDecision decision) {
        StringBuilder words =
                new StringBuilder(decision.text("time")).append("  ").append(safe(decision.text("repository")));
        for (Map<String, Object> update : decision.objects("updates")) {
            words.append("  ").append(safe(LoggedDecision.text(update, "ref")));
        }
        roles(decision).forEach(role -> words.append("\n    ").append(role));
        return words.toString();
    }

    /** What the key did in this push. */
    private List<String> roles(LoggedDecision decision) {
        List<String> roles = new ArrayList<>();
        for (String list : List.of("commits", "tags")) {
            for (Map<String, Object> object : decision.objects(list)) {
                if (isMeant(object)) {
                    roles.add("signed the " + (list.equals("tags") ? "tag " : "commit ")
                            + LoggedDecision.text(object, "id"));
                }
            }
        }
        if (isSigned(decision)) {
            roles.add("signed the push");
        }
        if (!person.isEmpty() && person.equals(decision.text("pusher", "person"))) {
            roles.add("pushed, by " + safe(decision.text("pusher", "knownBy")));
        }
        for (Map<String, Object> approval : decision.objects("approvals")) {
            if (isMeant(approval) && approval.get("spent") == Boolean.TRUE) {
                roles.add("approved " + safe(LoggedDecision.text(approval, "ref")));
            }
        }
        return roles;
    }

    private boolean isSigned(LoggedDecision decision) {
        return key.isEmpty()
                ? person.equals(decision.text("certificate", "signer"))
                : key.equals(decision.text("certificate", "key"))
                        || key.equals(decision.text("certificate", "fingerprint"));
    }

    private boolean isMeant(Map<String, Object> signed) {
        return key.isEmpty()
                ? person.equals(LoggedDecision.text(signed, "signer"))
                : key.equals(LoggedDecision.text(signed, "key"))
                        || key.equals(LoggedDecision.text(signed, "fingerprint"));
    }

    private static String safe(String text) {
        return Printable.of(text, 200);
    }
}

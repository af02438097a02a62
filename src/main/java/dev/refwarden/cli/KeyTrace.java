package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.git.ObjectId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.VisibleJson;
import dev.refwarden.people.People;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.edit.KeyNames;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.report.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
        description = "List every accepted push that a key, or a person, signed, pushed or approved, the newest first.")
final class KeyTrace implements LongAnswer {
    private static final int MOST_REFS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "the key's id, or a full fingerprint")
    private String key = "";

    @Option(names = "--person", paramLabel = "PERSON", description = "every key of this person")
    private String person = "";

    @Option(names = "--since", paramLabel = "TIME", description = "only from this time on, such as 2026-03-14 or 7d")
    private @Nullable Instant since;

    @Option(names = "--limit", paramLabel = "N", description = "only so many, the newest (default: all)")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--json",
            description = "as JSON: the lines as they stand in the log, with the refs that hold each object")
    private boolean asJson;

    private KeyNames names = new KeyNames(Set.of());

    @Override
    public boolean isForPeople() {
        return !asJson;
    }

    @Override
    public Integer call() throws IOException {
        if (key.isEmpty() == person.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a KEY or --person PERSON");
        }
        Instant from = since == null ? Instant.MIN : since;
        Optional<Configuration> configuration = configuration();
        names = KeyNames.of(configuration.map(read -> read.policy().people()).orElse(new People(List.of())), key);
        List<LoggedDecision> found = new ArrayList<>();
        readLog(decision -> {
            if (decision.isAccepted()
                    && !decision.time().isBefore(from)
                    && !(roles(decision).isEmpty() && signed(decision).isEmpty())) {
                found.add(decision);
            }
        });
        if (found.isEmpty()
                && configuration.isPresent()
                && !isKnown(configuration.get().policy().people())) {
            String words = unknown(configuration.get().policy().people());
            spec.commandLine().getErr().println("refwarden: " + words);
            return ExitStatus.FOUND;
        }
        Collections.reverse(found);
        int all = found.size();
        List<LoggedDecision> touched = found.subList(0, Math.min(all, Math.max(limit, 0)));
        PrintWriter out = spec.commandLine().getOut();
        Holders holders = configuration.isEmpty()
                ? Holders.unknown(signed(touched))
                : Holders.of(configuration.get().server(), signed(touched));
        if (asJson) {
            out.println(touched.stream()
                    .map(decision -> json(decision, holders))
                    .collect(Collectors.joining(",\n", "{\"schema\":\"refwarden.trace/1\",\"pushes\":[", "]}")));
        } else {
            touched.forEach(decision -> out.println(words(decision, holders)));
        }
        if (configuration.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("refwarden: the configuration has errors, so names are taken as they stand in the log, and"
                            + " refs are not looked up; refwarden policy check says where");
        }
        if (!asJson) {
            holders.missing()
                    .forEach(
                            name -> out.println(
                                    "note: " + safe(name)
                                            + " was not found below the server's root; which of its refs hold these was not looked up"));
            String pushes = all + (all == 1 ? " accepted push" : " accepted pushes");
            out.println(touched.size() == all ? pushes : "the latest " + touched.size() + " of " + pushes);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** All of it, which takes a while where much was decided. */
    private void readLog(Consumer<LoggedDecision> consumer) throws IOException {
        Ledger ledger = places.ledger();
        if (!Terminal.isStandardError()) {
            LoggedDecision.readAll(ledger, consumer);
            return;
        }
        try (ProgressBar bar = new ProgressBar(spec.commandLine().getErr(), "lines", LogCheck.length(ledger))) {
            LoggedDecision.readAll(ledger, decision -> {
                bar.step();
                consumer.accept(decision);
            });
        }
    }

    private String unknown(People people) {
        String more = ", and nothing that was accepted" + (since == null ? "" : " since then") + " names it";
        return key.isEmpty() ? Unknown.person(person, people, more) : Unknown.key(key, people, more);
    }

    /** An incident does not wait until a mistake in some file is fixed. */
    private Optional<Configuration> configuration() {
        try {
            return Optional.of(Configuration.load(places.config()));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    /** Whether the people files have what was asked for; the log may have it although they no longer do. */
    private boolean isKnown(People people) {
        return key.isEmpty()
                ? people.person(new PersonId(person)).isPresent()
                : KeyNames.find(people, key).isPresent();
    }

    /** What the key signed, by repository. */
    private Map<String, Set<ObjectId>> signed(List<LoggedDecision> decisions) {
        Map<String, Set<ObjectId>> signed = new LinkedHashMap<>();
        for (LoggedDecision decision : decisions) {
            for (Map<String, Object> object : signed(decision)) {
                signed.computeIfAbsent(decision.text("repository"), name -> new HashSet<>())
                        .add(ObjectId.fromHex(LoggedDecision.text(object, "id")));
            }
        }
        return signed;
    }

    private List<Map<String, Object>> signed(LoggedDecision decision) {
        List<Map<String, Object>> signed = new ArrayList<>();
        for (String list : List.of("commits", "tags")) {
            decision.objects(list).stream()
                    .filter(object -> isMeant(object) && ObjectId.isHex(LoggedDecision.text(object, "id")))
                    .forEach(signed::add);
        }
        return signed;
    }

    private String json(LoggedDecision decision, Holders holders) {
        StringWriter held = new StringWriter();
        try (JsonGenerator json = VisibleJson.factory().createGenerator(held)) {
            json.writeStartObject();
            for (Map<String, Object> object : signed(decision)) {
                String id = LoggedDecision.text(object, "id");
                Optional<List<String>> refs = holders.refs(decision.text("repository"), ObjectId.fromHex(id));
                if (refs.isPresent()) {
                    json.writeArrayFieldStart(id);
                    for (String ref : refs.get()) {
                        json.writeString(ref);
                    }
                    json.writeEndArray();
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = decision.json();
        return line.substring(0, line.lastIndexOf('}')) + ",\"heldBy\":" + held + "}";
    }

    private String words(LoggedDecision decision, Holders holders) {
        StringBuilder words =
                new StringBuilder(decision.text("time")).append("  ").append(safe(decision.text("repository")));
        for (Map<String, Object> update : decision.objects("updates")) {
            words.append("  ").append(safe(LoggedDecision.text(update, "ref")));
        }
        for (String role : roles(decision)) {
            words.append("\n    ").append(role);
        }
        for (Map<String, Object> object : signed(decision)) {
            String id = LoggedDecision.text(object, "id");
            String line = "the " + (decision.objects("tags").contains(object) ? "tag " : "commit ") + id;
            words.append("\n    signed ").append(line).append(held(decision, id, holders));
        }
        return words.toString();
    }

    private static String held(LoggedDecision decision, String id, Holders holders) {
        Optional<List<String>> refs = holders.refs(decision.text("repository"), ObjectId.fromHex(id));
        if (refs.isEmpty()) {
            return "";
        }
        List<String> shown =
                refs.get().stream().limit(MOST_REFS).map(KeyTrace::safe).toList();
        String more = refs.get().size() > MOST_REFS ? " and " + (refs.get().size() - MOST_REFS) + " more refs" : "";
        return shown.isEmpty() ? ", in no ref today" : ", still in " + String.join(", ", shown) + more;
    }

    /** What the key did in this push besides signing what it brought. */
    private List<String> roles(LoggedDecision decision) {
        List<String> roles = new ArrayList<>();
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
        if (decision.objects("waiver", "by").stream().anyMatch(this::isMeant)) {
            roles.add("waived the findings of case " + safe(decision.text("waiver", "case")));
        }
        return roles;
    }

    private boolean isSigned(LoggedDecision decision) {
        return key.isEmpty()
                ? person.equals(decision.text("certificate", "signer"))
                : names.contain(decision.text("certificate", "key"))
                        || names.contain(decision.text("certificate", "fingerprint"));
    }

    private boolean isMeant(Map<String, Object> signed) {
        return key.isEmpty()
                ? person.equals(LoggedDecision.text(signed, "signer"))
                : names.contain(LoggedDecision.text(signed, "key"))
                        || names.contain(LoggedDecision.text(signed, "fingerprint"));
    }

    private static String safe(String text) {
        return Printable.of(text, 200);
    }
}

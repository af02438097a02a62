package dev.refwarden.policy.compare;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Server;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares how a server names things, whom it believes, and its limits. */
final class ServerComparison {
    private static final String NOTHING = "nothing";

    private final Changes into;

    ServerComparison(Changes into) {
        this.into = into;
    }

    void compare(Server before, Server after) {
        into.admitted(
                Patterns.of(internal(before), internal(after)),
                "internal-refs leaves to the server, judged by no rule,");
        pusher(before.pusher(), after.pusher());
        repository(before.repositoryEnvironment(), after.repositoryEnvironment());
        value(
                before.root().orElse(NOTHING),
                after.root().orElse(NOTHING),
                "root",
                "repositories may come under other names");
        value(before.name(), after.name(), "server", "statements made for the old name count no more");
        value(before.messages().prefix(), after.messages().prefix(), "messages.prefix", "");
        value(
                before.messages().review().orElse(NOTHING),
                after.messages().review().orElse(NOTHING),
                "messages.review",
                "");
        value(before.messages().ask().orElse(NOTHING), after.messages().ask().orElse(NOTHING), "messages.ask", "");
        value(Changes.shown(before.deadline()), Changes.shown(after.deadline()), "deadline", "");
        String elsewhere = "what was decided so far counts only where the new one knows of it";
        value(
                ledger(before, Server.FleetLedger::url),
                ledger(after, Server.FleetLedger::url),
                "ledger.postgresql",
                elsewhere);
        value(ledger(before, Server.FleetLedger::user), ledger(after, Server.FleetLedger::user), "ledger.user", "");
        value(
                ledger(before, fleet -> fleet.password().orElse(NOTHING)),
                ledger(after, fleet -> fleet.password().orElse(NOTHING)),
                "ledger.password",
                "");
        value(followed(before), followed(after), "log.follow", "");
        limits(before.limits(), after.limits());
        evidence(before.evidence(), after.evidence());
        gate(before.gate(), after.gate());
        new NotificationsComparison(into).compare(before.notifications(), after.notifications());
    }

    private static String ledger(Server server, Function<Server.FleetLedger, String> part) {
        return server.ledger().map(part).orElse(NOTHING);
    }

    private static String followed(Server server) {
        return server.followed().map(String::valueOf).orElse(NOTHING);
    }

    private static List<Glob> internal(Server server) {
        return server.internalRefs().map(GlobSet::match).orElse(List.of());
    }

    /** Whoever can set the variable can be anybody. */
    private void pusher(Optional<Server.PusherSource> before, Optional<Server.PusherSource> after) {
        String was = before.map(Server.PusherSource::environment).orElse("");
        String is = after.map(Server.PusherSource::environment).orElse("");
        if (is.isEmpty() && !was.isEmpty()) {
            into.stronger("believes " + was + " no longer about who pushes");
        } else {
            into.trusted(was, is, "believes " + is + " about who pushes");
        }
        if (was.equals(is)) {
            unless(before, after);
        }
    }

    private void unless(Optional<Server.PusherSource> before, Optional<Server.PusherSource> after) {
        Map<String, List<String>> was = before.map(Server.PusherSource::unless).orElse(Map.of());
        Map<String, List<String>> is = after.map(Server.PusherSource::unless).orElse(Map.of());
        was.forEach((variable, values) -> {
            if (is.containsKey(variable)) {
                into.admitted(
                        shown(values),
                        shown(is.getOrDefault(variable, values)),
                        "the pusher is believed if " + variable + " is");
            } else {
                into.weaker("the pusher is believed whatever " + variable + " is");
            }
        });
        is.keySet().stream()
                .filter(variable -> !was.containsKey(variable))
                .forEach(variable -> into.stronger("the pusher is believed by the value of " + variable + " only"));
        into.trusted(
                before.flatMap(Server.PusherSource::otherwise),
                after.flatMap(Server.PusherSource::otherwise),
                "the pusher who is not believed is "
                        + after.flatMap(Server.PusherSource::otherwise).orElse("unknown"));
    }

    private static List<String> shown(List<String> values) {
        return values.stream().map(value -> "\"" + value + "\"").toList();
    }

    private void repository(List<String> before, List<String> after) {
        if (after.isEmpty() && !before.isEmpty()) {
            into.stronger("believes " + Changes.joined(before) + " no longer about the repository's name");
        } else {
            into.trusted(before, after, "believes " + Changes.joined(after) + " about the repository's name");
        }
    }

    private void limits(Server.Limits before, Server.Limits after) {
        value(before.commits(), after.commits(), "limits.commits", "");
        value(before.updates(), after.updates(), "limits.updates", "");
        value(before.objectSize(), after.objectSize(), "limits.object-size", "in bytes");
    }

    private void evidence(Server.EvidenceLimits before, Server.EvidenceLimits after) {
        value(days(before.keep()), days(after.keep()), "evidence.keep", "");
        value(before.perCase(), after.perCase(), "evidence.per-case", "in bytes");
        value(before.perPusher(), after.perPusher(), "evidence.per-pusher", "in bytes");
        value(before.total(), after.total(), "evidence.total", "in bytes");
    }

    private void gate(Server.Gate before, Server.Gate after) {
        value(start(before), start(after), "gate.start", "");
        value(Changes.shown(before.idle()), Changes.shown(after.idle()), "gate.idle", "");
        value(before.workers(), after.workers(), "gate.workers", "");
        value(before.memory(), after.memory(), "gate.memory", "in bytes");
    }

    private static String start(Server.Gate gate) {
        return gate.start().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String days(Duration duration) {
        return Changes.shown(duration);
    }

    private void value(Object before, Object after, String key, String remark) {
        String words = key + ": " + named(after) + " instead of " + named(before);
        into.differs(before, after, remark.isEmpty() ? words : words + " (" + remark + ")");
    }

    private static String named(Object value) {
        return value.equals("") ? NOTHING : String.valueOf(value).strip();
    }
}

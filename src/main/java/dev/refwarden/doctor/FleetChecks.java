package dev.refwarden.doctor;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Node;
import dev.refwarden.ledger.postgresql.Standbys;
import dev.refwarden.report.Printable;
import dev.refwarden.review.retained.Sharing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the servers of a fleet go by the same rules, and what becomes of its ledger when a standby takes over. */
final class FleetChecks {
    /** Whoever was not heard of for longer is perhaps not in use any more. */
    private static final Duration RECENT = Duration.ofDays(1);

    private static final int LONGEST = 100;

    private final List<Checked> found = new ArrayList<>();

    private FleetChecks() {}

    /** @param configuration the digest of what this server judges by; absent where it cannot be read */
    static List<Checked> of(Ledger ledger, Optional<String> configuration, Instant now) throws IOException {
        if (!ledger.isFleet()) {
            return List.of();
        }
        List<Checked> all = new ArrayList<>(of(ledger.fleet().nodes(), ledger.node(), configuration, now));
        all.addAll(of(ledger.fleet().standbys()));
        all.addAll(ofEvidence(Sharing.left(ledger.state(), now)));
        return all;
    }

    /** @param own which of them this server is */
    static List<Checked> of(List<Node> all, String own, Optional<String> configuration, Instant now) {
        List<Node> nodes = all.stream()
                .filter(node -> Duration.between(node.seen(), now).compareTo(RECENT) < 0
                        || node.id().equals(own))
                // What this server judges by is known better than what it judged its last push by.
                .map(node -> node.id().equals(own) ? node.judgingBy(configuration.orElse(node.configuration())) : node)
                .toList();
        FleetChecks checks = new FleetChecks();
        checks.compare(nodes, Node::configuration, "go by different rules", "bring the same CONFIG to all of them");
        checks.compare(nodes, Node::release, "run different releases", "upgrade those that are behind");
        return checks.found;
    }

    static List<Checked> of(Standbys standbys) {
        FleetChecks checks = new FleetChecks();
        checks.checkStandbys(standbys);
        return checks.found;
    }

    /** @param left how many refused pushes should be in the fleet's database by now, and are not */
    static List<Checked> ofEvidence(long left) {
        return left == 0
                ? List.of()
                : List.of(Checked.warn(
                        "",
                        "what refused pushes brought (" + left + ") does not reach the ledger's database, and only this"
                                + " server shows it",
                        "refwarden ledger roles | psql; the next refused push tries again"));
    }

    private void compare(List<Node> nodes, Function<Node, String> what, String words, String remedy) {
        long different = nodes.stream().map(what).distinct().count();
        if (different > 1) {
            String list = nodes.stream()
                    .map(node -> Printable.of(node.host(), LONGEST) + " " + Printable.of(what.apply(node), LONGEST)
                            + " (seen " + node.seen().truncatedTo(ChronoUnit.SECONDS) + ")")
                    .collect(Collectors.joining(", "));
            found.add(Checked.warn("", "servers of the fleet " + words + ": " + list, remedy));
        }
    }

    private void checkStandbys(Standbys standbys) {
        if (!standbys.demanded().isEmpty() && standbys.connected().isEmpty()) {
            found.add(Checked.fail(
                    "",
                    "the ledger's database waits for a standby, and none is connected: nothing can be decided",
                    "start one that synchronous_standby_names names"));
        }
        if (!standbys.waits()) {
            found.add(Checked.fail(
                    "",
                    "synchronous_commit is " + standbys.commit() + " in the ledger's database, whatever we set",
                    "let the role set it"));
        }
        standbys.connected().forEach(this::checkStandby);
        if (found.isEmpty() && !standbys.connected().isEmpty()) {
            found.add(Checked.ok(
                    "", "every standby of the ledger's database is synchronous: " + names(standbys.connected())));
        }
    }

    private static String names(List<Standbys.Standby> standbys) {
        return standbys.stream()
                .map(standby -> Printable.of(standby.name(), LONGEST))
                .collect(Collectors.joining(", "));
    }

    private void checkStandby(Standbys.Standby standby) {
        String name = "the standby " + Printable.of(standby.name(), LONGEST);
        switch (standby.sync()) {
            case "sync", "quorum" -> {}
            case "potential" ->
                found.add(Checked.warn(
                        "",
                        name + " is synchronous only once another one is gone",
                        "let it not take over before that; or demand more in synchronous_standby_names"));
            case "" ->
                found.add(Checked.warn(
                        "",
                        "whether " + name + " is synchronous is hidden from the ledger's owner",
                        "GRANT pg_read_all_stats to the role that owns the schema refwarden"));
            default ->
                found.add(Checked.fail(
                        "",
                        name
                                + " is not synchronous: should it take over, what was decided last is lost, and approvals of"
                                + " that time count again",
                        "name it in synchronous_standby_names"));
        }
    }
}

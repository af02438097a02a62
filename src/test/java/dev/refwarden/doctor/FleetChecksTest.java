package dev.refwarden.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Node;
import dev.refwarden.ledger.postgresql.Standbys;
import dev.refwarden.ledger.postgresql.Standbys.Standby;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What doctor says of a fleet's database and servers. */
class FleetChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static List<String> standbys(String demanded, String commit, Standby... connected) {
        return words(FleetChecks.of(new Standbys(demanded, commit, List.of(connected))));
    }

    private static List<String> words(List<Checked> checked) {
        return checked.stream().map(one -> one.level() + " " + one.text()).toList();
    }

    @Test
    void whatMayTakeOverAndIsBehindFails() {
        assertThat(standbys("", "on", new Standby("one", "async")))
                .singleElement()
                .asString()
                .startsWith(
                        "FAIL the standby one is not synchronous: should it take over, what was decided last is lost");
        assertThat(standbys("one", "on", new Standby("one", "sync"), new Standby("two", "async")))
                .singleElement()
                .asString()
                .startsWith("FAIL the standby two");
    }

    @Test
    void synchronousOnesAreWell() {
        assertThat(standbys("one", "on", new Standby("one", "sync")))
                .containsExactly("OK every standby of the ledger's database is synchronous: one");
        assertThat(standbys("ANY 1 (*)", "on", new Standby("a", "quorum"), new Standby("b", "quorum")))
                .containsExactly("OK every standby of the ledger's database is synchronous: a, b");
        assertThat(standbys("", "on")).isEmpty();
    }

    @Test
    void whatIsNotForSureIsAWarning() {
        assertThat(standbys("one", "on", new Standby("one", "sync"), new Standby("two", "potential")))
                .containsExactly("WARN the standby two is synchronous only once another one is gone");
        assertThat(standbys("one", "on", new Standby("one", "")))
                .containsExactly("WARN whether the standby one is synchronous is hidden from the ledger's owner");
    }

    @Test
    void aDatabaseThatWaitsForNobodyDecidesNothing() {
        assertThat(standbys("one", "on")).singleElement().asString().contains("none is connected");
        assertThat(standbys("", "off")).singleElement().asString().startsWith("FAIL synchronous_commit is off");
    }

    private static Node node(String id, String release, String configuration, Duration ago) {
        return new Node(id, "host-" + id, release, configuration, NOW.minus(ago));
    }

    private static List<String> nodes(Optional<String> own, Node... nodes) {
        return words(FleetChecks.of(List.of(nodes), "a", own, NOW));
    }

    @Test
    void serversThatDifferAreNamed() {
        assertThat(nodes(
                        Optional.empty(),
                        node("a", "1", "sha256:x", Duration.ofMinutes(1)),
                        node("b", "2", "sha256:y", Duration.ofMinutes(2))))
                .containsExactly(
                        "WARN servers of the fleet go by different rules: host-a sha256:x (seen 2026-11-29T11:59:00Z),"
                                + " host-b sha256:y (seen 2026-11-29T11:58:00Z)",
                        "WARN servers of the fleet run different releases: host-a 1 (seen 2026-11-29T11:59:00Z),"
                                + " host-b 2 (seen 2026-11-29T11:58:00Z)");
    }

    @Test
    void whatThisServerJudgesByCountsAndNotWhatItJudgedBy() {
        Node own = node("a", "1", "sha256:old", Duration.ofHours(3));
        Node other = node("b", "1", "sha256:new", Duration.ofMinutes(2));
        assertThat(nodes(Optional.of("sha256:new"), own, other)).isEmpty();
        assertThat(nodes(Optional.of("sha256:third"), own, other))
                .singleElement()
                .asString()
                .contains("host-a sha256:third");
    }

    @Test
    void whoWasNotSeenForLongIsLeftOut() {
        assertThat(nodes(
                        Optional.empty(),
                        node("a", "1", "sha256:x", Duration.ofMinutes(1)),
                        node("b", "0", "sha256:y", Duration.ofDays(2))))
                .isEmpty();
        assertThat(nodes(Optional.empty())).isEmpty();
    }

    @Test
    void evidenceThatDoesNotReachTheDatabaseIsAWarning() {
        assertThat(FleetChecks.ofEvidence(0)).isEmpty();
        assertThat(FleetChecks.ofEvidence(3))
                .singleElement()
                .satisfies(check -> assertThat(check.text()).contains("(3) does not reach"));
    }
}

package dev.refwarden.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.read.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where refs that no rule matches are denied, one more rule lets pushes through, and one less keeps them out. */
class ClosedRefsTest {
    private static final String MAIN = "{name: main, refs: [refs/heads/main], commits: {signed-by: [everyone]}}";

    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void lay() {
        folder = Folder.full(temporary);
    }

    private Configuration entries(String... entries) {
        return folder.write("policy.yaml", "version: 1\nrepositories:\n  - " + String.join("\n  - ", entries) + "\n")
                .load();
    }

    private Configuration rules(String... rules) {
        return entries("{match: [\"**\"], rules: [" + String.join(", ", rules) + "]}");
    }

    private static List<String> told(Configuration before, Configuration after) {
        return Comparison.of(before, after).stream()
                .map(change -> change.direction().name().toLowerCase(Locale.ROOT) + " " + change.subject() + ": "
                        + change.words())
                .toList();
    }

    @Test
    void aRuleForRefsThatWereDeniedLetsPushesThrough() {
        Configuration before = rules(MAIN);
        Configuration after = rules(MAIN, "{name: notes, refs: [\"refs/notes/**\"], push: {}}");
        assertThat(told(before, after))
                .containsExactly(
                        "weaker rule \"notes\": is new, and lets pushes to refs/notes/** through, which were all refused");
        assertThat(told(after, before))
                .containsExactly("stronger rule \"notes\": is gone, and every push to refs/notes/** is refused now");
    }

    @Test
    void aSecondRuleForTheSameRefsOnlyDemandsMore() {
        Configuration before = rules(MAIN);
        Configuration after = rules(MAIN, "{name: more, refs: [refs/heads/main], push: {certificate: required}}");
        assertThat(told(before, after)).containsExactly("stronger rule \"more\": is new");
        assertThat(told(after, before)).containsExactly("weaker rule \"more\": is gone");
    }

    @Test
    void aRuleThatGuardsFilesOnlyOpensNothingUntilItGovernsRefs() {
        String guard = "{name: files, refs: [\"**\"], paths: [{match: [x], approvals: {count: 1, by: [alice]}}]";
        Configuration before = rules(MAIN);
        Configuration guarding = rules(MAIN, guard + "}");
        Configuration governing = rules(MAIN, guard + ", push: {}}");
        assertThat(told(before, guarding)).containsExactly("stronger rule \"files\": is new");
        assertThat(told(guarding, governing))
                .containsExactly(
                        "weaker rule \"files\": lets pushes to ** through, which were all refused",
                        "stronger rule \"files\": no longer allows force-pushes",
                        "stronger rule \"files\": no longer allows deleting the ref");
    }

    @Test
    void aWiderRuleOpensWhatNothingMatched() {
        Configuration before = rules(MAIN);
        Configuration after =
                rules("{name: main, refs: [refs/heads/main, \"refs/tags/**\"], commits: {signed-by: [everyone]}}");
        assertThat(told(before, after))
                .containsExactly("weaker rule \"main\": lets pushes to refs/tags/** through, which were all refused");
        assertThat(told(after, before))
                .containsExactly(
                        "stronger rule \"main\": holds for refs/tags/** no longer, where every push is refused now");
    }

    @Test
    void whereRefsPassAnywayARuleOnlyDemands() {
        Configuration before = entries("{match: [\"**\"], unmatched: allow, rules: [" + MAIN + "]}");
        Configuration after = entries("{match: [\"**\"], unmatched: allow, rules: [" + MAIN
                + ", {name: notes, refs: [\"refs/notes/**\"], push: {}}]}");
        assertThat(told(before, after)).containsExactly("stronger rule \"notes\": is new");
    }

    @Test
    void aRuleThatMovesToFewerRepositoriesIsWeakerOnlyWhereAnotherEntryLetsPushesIn() {
        Configuration before = entries("{match: [\"a/**\", \"b/**\"], rules: [" + MAIN + "]}");
        Configuration narrower = entries("{match: [\"a/**\"], rules: [" + MAIN + "]}");
        Configuration open =
                entries("{match: [\"a/**\"], rules: [" + MAIN + "]}", "{match: [\"b/**\"], unmatched: allow}");
        assertThat(told(before, narrower)).noneMatch(line -> line.startsWith("weaker"));
        assertThat(told(before, open)).contains("weaker rule \"main\": holds in repositories b/** no longer");
        assertThat(told(narrower, before))
                .contains(
                        "weaker repositories a/**, b/**: have an entry now; where none matched, every push was refused");
    }

    @Test
    void observingDeniesNothing() {
        Configuration before = entries("{match: [\"**\"], rules: [" + MAIN + "]}");
        Configuration after = entries("{match: [\"**\"], mode: observe, rules: [" + MAIN + "]}");
        assertThat(told(before, after))
                .containsExactly(
                        "weaker rule \"main\": observes without an end instead of refusing",
                        "weaker repositories **: only warn of refs that no rule matches");
        Configuration until = entries("{match: [\"**\"], mode: observe, until: 2027-01-01, rules: [" + MAIN + "]}");
        assertThat(told(after, until))
                .containsExactly(
                        "stronger rule \"main\": observes until 2027-01-01T00:00:00Z",
                        "stronger repositories **: warn of refs that no rule matches");
        assertThat(told(until, after)).allMatch(line -> line.startsWith("weaker"));
    }
}

package dev.refwarden.review.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.assessment.Assessment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether assessments are right: attacks alarming, mistakes not. The figures stand in {@code target/assessments.txt}. */
class LabelledCasesTest {
    @Test
    void attacksAreAlarmingAndMistakesAreNot(@TempDir Path root) throws Exception {
        LabelledCases labelled = LabelledCases.played(root);
        Map<String, DeskCase> cases = new HashMap<>();
        try (Ledger ledger = Ledger.in(labelled.organisation().state())) {
            Desk desk = new Desk(
                    ledger,
                    Optional.of(Configuration.load(labelled.organisation().config())),
                    new Contents());
            desk.cases(DecisionQuery.refusals(), Optional.empty(), 1_000).forEach(one -> cases.put(one.id(), one));
        }
        Table attacks = table(labelled.attacks(), cases);
        Table mistakes = table(labelled.mistakes(), cases);
        Files.writeString(
                Path.of("target/assessments.txt"), "attacks\n" + attacks.text() + "\nmistakes\n" + mistakes.text());
        assertThat(labelled.attacks().size() + labelled.mistakes().size()).isGreaterThanOrEqualTo(60);
        assertThat(attacks.share(Assessment.Level.ALARMING)).as(attacks.text()).isGreaterThanOrEqualTo(0.95);
        assertThat(mistakes.share(Assessment.Level.ALARMING))
                .as(mistakes.text())
                .isLessThanOrEqualTo(0.03);
        labelled.mistakes()
                .forEach((id, name) -> assertThat(
                                java.util.Objects.requireNonNull(cases.get(id)).state())
                        .as(name)
                        .isEqualTo(
                                name.equals("forgot to sign")
                                        ? CaseState.LANDED
                                        : java.util.Objects.requireNonNull(cases.get(id))
                                                .state()));
        labelled.attacks()
                .forEach((id, name) -> assertThat(
                                java.util.Objects.requireNonNull(cases.get(id)).state())
                        .as(name)
                        .isEqualTo(CaseState.OPEN));
        checkTheft(labelled, cases);
        List<DeskCase> stolen = labelled.attacks().entrySet().stream()
                .filter(one -> one.getValue().startsWith("a stolen key: ")
                        && !one.getValue().endsWith("tag"))
                .map(one -> cases.get(one.getKey()))
                .toList();
        assertThat(stolen)
                .extracting(DeskCase::incident)
                .containsOnly(stolen.get(0).incident());
        assertThat(stolen.get(0).gotIn())
                .singleElement()
                .satisfies(accepted -> assertThat(accepted.text("repository")).isEqualTo("platform/web"));
    }

    private static void checkTheft(LabelledCases labelled, Map<String, DeskCase> cases) {
        DeskCase theft = labelled.attacks().entrySet().stream()
                .filter(one -> one.getValue().startsWith("at her own computer"))
                .map(one -> java.util.Objects.requireNonNull(cases.get(one.getKey())))
                .findFirst()
                .orElseThrow();
        assertThat(theft.gotIn())
                .extracting(accepted -> accepted.objects("updates").get(0).get("ref"))
                .containsExactly("refs/heads/beta", "refs/heads/next");
        // What she pushed days later may well be hers.
        assertThat(theft.toCheck())
                .extracting(accepted -> accepted.objects("updates").get(0).get("ref"))
                .containsExactly("refs/heads/main");
        labelled.mistakes().keySet().forEach(id -> {
            DeskCase mistake = java.util.Objects.requireNonNull(cases.get(id));
            assertThat(mistake.toCheck()).isEmpty();
            assertThat(mistake.gotIn()).isEmpty();
        });
    }

    private record Table(Map<String, Map<Assessment.Level, Integer>> rows, List<String> reasons) {
        double share(Assessment.Level level) {
            int all = 0;
            int such = 0;
            for (Map<Assessment.Level, Integer> row : rows.values()) {
                all += row.values().stream().mapToInt(Integer::intValue).sum();
                such += row.getOrDefault(level, 0);
            }
            return (double) such / all;
        }

        String text() {
            StringBuilder text = new StringBuilder();
            rows.forEach((name, row) ->
                    text.append("  ").append(name).append(": ").append(row).append('\n'));
            text.append(String.join("", reasons));
            return text.toString();
        }
    }

    private static Table table(Map<String, String> names, Map<String, DeskCase> cases) {
        Map<String, Map<Assessment.Level, Integer>> rows = new TreeMap<>();
        List<String> reasons = new ArrayList<>();
        names.forEach((id, name) -> {
            DeskCase one = java.util.Objects.requireNonNull(cases.get(id));
            rows.computeIfAbsent(name, none -> new EnumMap<>(Assessment.Level.class))
                    .merge(one.assessment().level(), 1, Integer::sum);
            StringBuilder text = new StringBuilder("    " + one.incident() + " " + name + ": "
                    + one.assessment().level() + " " + one.state() + " "
                    + one.decision().refusingCodes() + "\n");
            one.assessment()
                    .reasons()
                    .forEach(reason -> text.append("        ")
                            .append(reason.weight())
                            .append(' ')
                            .append(reason.text())
                            .append('\n'));
            reasons.add(text.toString());
        });
        return new Table(rows, reasons);
    }
}

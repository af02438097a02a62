package dev.refwarden.review.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An organisation of eight with two months of everyday pushes, then refused ones of which is known what they are:
 * everyday mistakes, and attacks after the fashion of known incidents.
 */
final class LabelledCases {
    private static final String MAIN = "refs/heads/main";
    private static final List<String> REPOSITORIES =
            List.of("platform/api", "platform/web", "infra/deploy", "tools/cli", "docs/handbook");
    private static final String POLICY = """
            version: 1
            groups:
              team: [alice, bob, carol, dana, erin, frank, gina, bot]
              release-managers: [alice, bob]
            repositories:
              - match: ["**"]
                unmatched: allow
                rules:
                  - name: branches
                    refs: [refs/heads/main, "refs/heads/release/**"]
                    commits: {signed-by: [team], author: known}
                    keys: {cool-down: 14d}
                  - name: tags
                    refs: ["refs/tags/v*"]
                    tags: {signed-by: [release-managers], on: [refs/heads/main]}
                  - name: guarded files
                    refs: ["refs/heads/**"]
                    paths:
                      - match: [".github/**", "**/package.json", "policy.yaml", "people/**", "**/*.m4", "**/*.sh", "tests/**/*.xz", "src/build/**"]
                        approvals: {count: 1, by: [team]}
            """;

    private final PlayedOrganisation org;
    private final Map<String, String> attacks = new LinkedHashMap<>();
    private final Map<String, String> mistakes = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private int day;
    private int strangers;

    LabelledCases(Path root) throws IOException {
        org = new PlayedOrganisation(root);
        org.write("config/policy.yaml", POLICY);
        for (String person : List.of("alice", "bob", "carol", "erin", "frank", "gina")) {
            org.person(person, "2025-01-10", "");
        }
        org.person("dana", "2026-11-01", "");
        org.person("bot", "2025-01-10", "robot: true\n");
        for (String repository : REPOSITORIES) {
            org.repository(repository);
        }
    }

    PlayedOrganisation organisation() {
        return org;
    }

    /** What each case is, by its id. */
    Map<String, String> attacks() {
        return attacks;
    }

    Map<String, String> mistakes() {
        return mistakes;
    }

    static LabelledCases played(Path root) throws IOException {
        LabelledCases cases = new LabelledCases(root);
        cases.history();
        new PlayedMistakes(cases).play();
        new PlayedAttacks(cases).play();
        new PlayedTheft(cases).play();
        return cases;
    }

    private void history() throws IOException {
        for (String repository : REPOSITORIES) {
            PlayedOrganisation.Commit first =
                    org.commit().by("alice").signed("alice").subject("Begin");
            for (int i = 0; i < 14; i++) {
                first.file("src/part" + i + ".js", "export const part" + i + " = " + i + ";\n");
            }
            first.file("README.md", "# " + repository + "\n");
            first.file("package-lock.json", "{}\n");
            first.file("Makefile", "all:\n\tnode src/part0.js\n");
            accepted("alice", address("alice"), repository, Map.of(MAIN, first.make()));
        }
        for (int week = 0; week < 8; week++) {
            for (String person : List.of("alice", "bob", "carol", "erin", "frank", "gina", "bot")) {
                for (int i = 0; i < 3; i++) {
                    org.at(Instant.parse("2026-09-07T00:00:00Z")
                            .plus(Duration.ofDays(7L * week + 2L * i))
                            .plus(Duration.ofHours(8 + (person.hashCode() & 1) + random.nextInt(8)))
                            .plus(Duration.ofMinutes(random.nextInt(60)))
                            .toString());
                    String repository = repositoryOf(person, week + i);
                    String tip = org.commit()
                            .on(org.tip(repository, MAIN))
                            .by(person)
                            .signed(person)
                            .subject("Work of week " + week)
                            .add(
                                    person.equals("bot") ? "package-lock.json" : "src/part" + i + ".js",
                                    "// " + week + person)
                            .make();
                    accepted(person, address(person), repository, Map.of(MAIN, tip));
                }
            }
        }
    }

    /** Everybody works in two or three repositories. */
    static String repositoryOf(String person, int turn) {
        int first = Math.floorMod(person.hashCode(), REPOSITORIES.size());
        return REPOSITORIES.get((first + turn % 2) % REPOSITORIES.size());
    }

    static String address(String person) {
        return "10.20." + Math.floorMod(person.hashCode(), 200) + ".11";
    }

    /** An address where no one ever was. */
    String stranger() {
        strangers++;
        return "185.220." + strangers + ".34";
    }

    /** The next free morning, so that what is played stays apart. */
    void nextMorning() {
        org.at(Instant.parse("2026-11-03T09:30:00Z")
                .plus(Duration.ofDays(day++))
                .toString());
    }

    void nextNight() {
        nextMorning();
        org.later(Duration.ofHours(17));
    }

    private void accepted(String account, String address, String repository, Map<String, String> moves)
            throws IOException {
        Optional<String> refused = org.push(account, address, repository, moves);
        if (refused.isPresent()) {
            throw new IOException("refused: " + account + " in " + repository);
        }
    }

    void mistake(String name, String account, String address, String repository, Map<String, String> moves)
            throws IOException {
        mistakes.put(org.push(account, address, repository, moves).orElseThrow(() -> new IOException(name)), name);
    }

    void attack(String name, String account, String address, String repository, Map<String, String> moves)
            throws IOException {
        attacks.put(org.push(account, address, repository, moves).orElseThrow(() -> new IOException(name)), name);
    }

    /** What gets through. */
    void through(String account, String address, String repository, Map<String, String> moves) throws IOException {
        accepted(account, address, repository, moves);
    }
}

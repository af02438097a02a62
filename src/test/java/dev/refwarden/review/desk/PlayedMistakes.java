package dev.refwarden.review.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to everybody, by people who mean well. */
@SuppressWarnings("StringConcatToTextBlock")
final class PlayedMistakes {
    private static final String MAIN = "refs/heads/main";
    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "erin", "frank", "gina");

    private final LabelledCases cases;
    private final PlayedOrganisation org;

    PlayedMistakes(LabelledCases cases) {
        this.cases = cases;
        this.org = cases.organisation();
    }

    void play() throws IOException {
        newcomer();
        for (String person : PEOPLE) {
            unsigned(person);
            fromElsewhere(person);
            newComputer(person);
        }
        for (String person : List.of("carol", "erin", "frank")) {
            withoutApproval(person);
            dependency(person);
            colleaguesCommit(person);
            threeInARow(person);
        }
        for (String person : List.of("alice", "bob")) {
            tagWithoutSignature(person);
            tagAgain(person);
            force(person);
            wrongName(person);
        }
        robot();
        release();
        privateAddress();
        manyUnsigned();
        deletesMain();
        scriptWithoutApproval();
        workflowBump();
    }

    private String repo(String person) {
        return LabelledCases.repositoryOf(person, 0);
    }

    private PlayedOrganisation.Commit work(String person) {
        return org.commit()
                .on(org.tip(repo(person), MAIN))
                .by(person)
                .subject("Handle empty input")
                .add("src/part1.js", "if (!input) { return; } // " + person + org.now());
    }

    private void unsigned(String person) throws IOException {
        cases.nextMorning();
        String address = LabelledCases.address(person);
        String line = "if (!input) { return; } // " + org.now();
        cases.mistake(
                "forgot to sign",
                person,
                address,
                repo(person),
                Map.of(MAIN, repaired(person, line).make()));
        org.later(Duration.ofMinutes(6));
        cases.through(
                person,
                address,
                repo(person),
                Map.of(MAIN, repaired(person, line).signed(person).make()));
    }

    private PlayedOrganisation.Commit repaired(String person, String line) {
        return org.commit()
                .on(org.tip(repo(person), MAIN))
                .by(person)
                .subject("Repair")
                .add("src/part1.js", line);
    }

    private void fromElsewhere(String person) throws IOException {
        cases.nextMorning();
        cases.mistake(
                "forgot to sign, from a train",
                person,
                "80.187.4.7",
                repo(person),
                Map.of(MAIN, work(person).make()));
    }

    private void newComputer(String person) throws IOException {
        cases.nextMorning();
        cases.mistake(
                "a new computer's key",
                person,
                LabelledCases.address(person),
                repo(person),
                Map.of(MAIN, work(person).signed(person + "-new").make()));
    }

    private void withoutApproval(String person) throws IOException {
        cases.nextMorning();
        String workflow = "on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n"
                + "      - uses: actions/checkout@v4\n      - run: npm test\n";
        cases.mistake(
                "a workflow without its approval",
                person,
                LabelledCases.address(person),
                repo(person),
                Map.of(
                        "refs/heads/tests-" + person,
                        work(person)
                                .signed(person)
                                .file(".github/workflows/test.yml", workflow)
                                .make()));
    }

    private void dependency(String person) throws IOException {
        cases.nextMorning();
        cases.mistake(
                "a dependency without its approval",
                person,
                LabelledCases.address(person),
                repo(person),
                Map.of(
                        MAIN,
                        work(person)
                                .signed(person)
                                .file(
                                        "package.json",
                                        "{\n  \"name\": \"app\",\n  \"dependencies\": {\n    \"lodash\": \"^4.17.21\"\n  }\n}\n")
                                .make()));
    }

    private void colleaguesCommit(String person) throws IOException {
        cases.nextMorning();
        String colleague = person.equals("carol") ? "gina" : "carol";
        String theirs = org.commit()
                .on(org.tip(repo(person), MAIN))
                .by(colleague)
                .subject("Their part")
                .add("src/part2.js", "// " + org.now())
                .make();
        String own = org.commit()
                .on(theirs)
                .by(person)
                .signed(person)
                .add("src/part3.js", "// more")
                .make();
        cases.mistake(
                "a colleague's unsigned commit below one's own",
                person,
                LabelledCases.address(person),
                repo(person),
                Map.of(MAIN, own));
    }

    private void threeInARow(String person) throws IOException {
        cases.nextMorning();
        for (int i = 0; i < 3; i++) {
            cases.mistake(
                    "tries three times without a signature",
                    person,
                    LabelledCases.address(person),
                    repo(person),
                    Map.of(MAIN, work(person).add("src/part5.js", "// try " + i).make()));
            org.later(Duration.ofMinutes(4));
        }
    }

    private void tagWithoutSignature(String person) throws IOException {
        cases.nextMorning();
        String repo = repo(person);
        cases.mistake(
                "a tag without a signature",
                person,
                LabelledCases.address(person),
                repo,
                Map.of("refs/tags/v1.0-" + person, org.tip(repo, MAIN)));
    }

    private void tagAgain(String person) throws IOException {
        cases.nextMorning();
        String repo = repo(person);
        String ref = "refs/tags/v2.0-" + person;
        String name = "v2.0-" + person;
        cases.through(
                person,
                LabelledCases.address(person),
                repo,
                Map.of(ref, org.tag(name, org.tip(repo, MAIN), person, Optional.of(person))));
        org.later(Duration.ofMinutes(20));
        cases.through(
                person,
                LabelledCases.address(person),
                repo,
                Map.of(MAIN, work(person).signed(person).make()));
        org.later(Duration.ofMinutes(5));
        cases.mistake(
                "the same tag again, after a last fix",
                person,
                LabelledCases.address(person),
                repo,
                Map.of(ref, org.tag(name, org.tip(repo, MAIN), person, Optional.of(person))));
    }

    private void force(String person) throws IOException {
        cases.nextMorning();
        String repo = repo(person);
        String amended = org.commit()
                .by(person)
                .signed(person)
                .subject("Squashed")
                .file("README.md", "# squashed\n")
                .file("src/part0.js", "export const part0 = 0;\n")
                .on(org.tip(repo, MAIN))
                .make();
        cases.through(person, LabelledCases.address(person), repo, Map.of(MAIN, amended));
        org.later(Duration.ofMinutes(9));
        work(person).signed(person).subject("Squashed again").make();
        // The branch has gone on meanwhile.
        String other = org.commit()
                .on(amended)
                .by("gina")
                .signed("gina")
                .add("src/part7.js", "// g")
                .make();
        String ginas = LabelledCases.address("gina");
        cases.through("gina", ginas, repo, Map.of(MAIN, other));
        org.later(Duration.ofMinutes(2));
        cases.mistake(
                "pushes over a colleague's commit",
                person,
                LabelledCases.address(person),
                repo,
                Map.of(
                        MAIN,
                        org.commit()
                                .on(amended)
                                .by(person)
                                .signed(person)
                                .add("src/part8.js", "// mine")
                                .make()));
    }

    private void wrongName(String person) throws IOException {
        cases.nextMorning();
        cases.mistake(
                "a private address",
                person,
                LabelledCases.address(person),
                repo(person),
                Map.of(
                        MAIN,
                        work(person)
                                .author(person + "@home.example")
                                .committer(person + "@home.example")
                                .signed(person)
                                .make()));
    }

    private void newcomer() throws IOException {
        for (int i = 0; i < 3; i++) {
            cases.nextMorning();
            String first = org.commit()
                    .on(org.tip("docs/handbook", MAIN))
                    .by("dana")
                    .signed("dana")
                    .subject("Correct a word")
                    .add("README.md", "corrected " + i)
                    .make();
            cases.mistake(
                    "a newcomer whose key is too new",
                    "dana",
                    LabelledCases.address("dana"),
                    "docs/handbook",
                    Map.of(MAIN, first));
        }
    }

    private void robot() throws IOException {
        for (int i = 0; i < 3; i++) {
            cases.nextMorning();
            String repo = repo("bot");
            String bump = org.commit()
                    .on(org.tip(repo, MAIN))
                    .by("bot")
                    .subject("Bump lock file")
                    .add("package-lock.json", "{\"" + i + "\": 1}")
                    .make();
            cases.mistake("a robot that lost its key", "bot", LabelledCases.address("bot"), repo, Map.of(MAIN, bump));
        }
    }

    private void release() throws IOException {
        cases.nextMorning();
        String repo = repo("carol");
        cases.mistake(
                "someone who may not make releases",
                "carol",
                LabelledCases.address("carol"),
                repo,
                Map.of("refs/tags/v3.0", org.tag("v3.0", org.tip(repo, MAIN), "carol", Optional.of("carol"))));
    }

    private void privateAddress() throws IOException {
        cases.nextMorning();
        cases.mistake(
                "someone else's old patch, taken over",
                "erin",
                LabelledCases.address("erin"),
                repo("erin"),
                Map.of(
                        MAIN,
                        work("erin")
                                .author("former@elsewhere.example")
                                .signed("erin")
                                .make()));
    }

    private void manyUnsigned() throws IOException {
        cases.nextMorning();
        String tip = org.tip(repo("frank"), MAIN);
        for (int i = 0; i < 12; i++) {
            tip = org.commit()
                    .on(tip)
                    .by("frank")
                    .subject("Step " + i)
                    .add("src/part9.js", "// " + i)
                    .make();
        }
        cases.mistake(
                "a whole branch without signatures",
                "frank",
                LabelledCases.address("frank"),
                repo("frank"),
                Map.of(MAIN, tip));
    }

    private void deletesMain() throws IOException {
        cases.nextMorning();
        cases.mistake(
                "deletes the wrong branch",
                "gina",
                LabelledCases.address("gina"),
                repo("gina"),
                Map.of(MAIN, PlayedOrganisation.NOTHING));
    }

    private void scriptWithoutApproval() throws IOException {
        cases.nextMorning();
        cases.mistake(
                "a script without its approval",
                "bob",
                LabelledCases.address("bob"),
                repo("bob"),
                Map.of(
                        MAIN,
                        work("bob")
                                .signed("bob")
                                .executable("scripts/lint.sh", "#!/bin/sh\nset -eu\nnpx eslint src\n")
                                .make()));
    }

    private void workflowBump() throws IOException {
        cases.nextMorning();
        Map<String, String> moves = new LinkedHashMap<>();
        moves.put(
                "refs/heads/bump-actions",
                work("alice")
                        .signed("alice")
                        .file(
                                ".github/workflows/build.yml",
                                "on: push\njobs:\n  build:\n    permissions:\n      contents: read\n    steps:\n      - uses: actions/setup-node@v5\n")
                        .make());
        cases.mistake(
                "a newer action without its approval", "alice", LabelledCases.address("alice"), repo("alice"), moves);
    }
}

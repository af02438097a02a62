package dev.refwarden.review.desk;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A thief at a developer's own computer, with her key: what is refused on one branch is accepted on a weaker one. */
final class PlayedTheft {
    private static final String MAIN = "refs/heads/main";
    private static final String SETUP = """
            {
              "scripts": {
                "postinstall": "node setup.js"
              },
              "dependencies": {
                "plain-crypto-js": "git+https://github.com/x/plain-crypto-js"
              }
            }
            """;

    private final LabelledCases cases;
    private final PlayedOrganisation org;
    private final String repo = LabelledCases.repositoryOf("erin", 0);

    PlayedTheft(LabelledCases cases) {
        this.cases = cases;
        this.org = cases.organisation();
    }

    void play() throws IOException {
        cases.nextNight();
        accepted("refs/heads/next", "before");
        org.later(Duration.ofMinutes(20));
        cases.attack(
                "at her own computer, with her key",
                "erin",
                LabelledCases.address("erin"),
                repo,
                Map.of(MAIN, work("Bump").file("package.json", SETUP).make()));
        org.later(Duration.ofMinutes(9));
        accepted("refs/heads/beta", "after");
        cases.nextMorning();
        cases.nextMorning();
        accepted(MAIN, "her own work");
        cases.mistake(
                "a script without its approval",
                "erin",
                LabelledCases.address("erin"),
                repo,
                Map.of(
                        MAIN,
                        work("Check links")
                                .executable("links.sh", "#!/bin/sh\nls\n")
                                .make()));
    }

    private PlayedOrganisation.Commit work(String subject) {
        return org.commit().on(org.tip(repo, MAIN)).by("erin").signed("erin").subject(subject);
    }

    private void accepted(String ref, String what) throws IOException {
        cases.through(
                "erin",
                LabelledCases.address("erin"),
                repo,
                Map.of(ref, work(what).add("src/part1.js", "// " + what).make()));
    }
}

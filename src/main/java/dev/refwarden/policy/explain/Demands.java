package dev.refwarden.policy.explain;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.people.KeyType;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.explain.Explanation.Demand;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one rule demands of pushes to one ref, in whole sentences. */
final class Demands {
    private static final String COMMITS = "commits";
    private static final String TAGS = "tags";
    private static final String KEYS = "keys";
    private static final String PUSH = "push";
    private static final String ROBOTS = "robots";
    private static final String APPROVALS = "approvals";

    private final Rule rule;
    private final PartPlaces places;
    private final boolean tag;
    private final List<Demand> sentences = new ArrayList<>();

    Demands(Rule rule, RefName ref, PartPlaces places) {
        this.rule = rule;
        this.places = places;
        this.tag = ref.isUnder("refs/tags/");
    }

    List<Demand> sentences() {
        rule.commits().ifPresent(this::commits);
        rule.tags().ifPresent(this::tags);
        keys(rule.keys());
        rule.push().ifPresent(this::push);
        if (rule.governsRefs()) {
            moves();
        }
        rule.paths().forEach(this::paths);
        return sentences;
    }

    /** @param keys within the rule, the last of which says so */
    private void say(String sentence, String... keys) {
        boolean bullet = sentence.startsWith("- ");
        String text = bullet ? "- " + capital(sentence.substring(2)) : capital(sentence);
        sentences.add(new Demand(places.find(rule.place(), keys), text));
    }

    private static String capital(String sentence) {
        // A person's id stays as it is written.
        boolean number = sentence.matches("[a-z]+ of .*");
        return number ? Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }

    private void commits(Rule.Commits commits) {
        String who = Who.oneOf(commits.signedBy());
        say(
                switch (commits.scope()) {
                    case ALL -> "Every new commit must be signed by " + who + ".";
                    case FIRST_PARENT ->
                        "Every new commit on the first-parent line must be signed by " + who
                                + "; what merges bring in is not judged.";
                },
                COMMITS,
                "signed-by");
        person("committer", commits.committer());
        person("author", commits.author());
        commits.mergesBy()
                .ifPresent(robots -> say(
                        "A merge of two parents may be signed by " + Who.oneOf(robots)
                                + " instead; its committer is then anyone known.",
                        COMMITS,
                        "merges-by"));
        if (!commits.basedOn().isEmpty()) {
            say("What is settled on " + list(commits.basedOn()) + " counts as settled here.", COMMITS, "based-on");
        }
        if (!commits.vouched().isEmpty()) {
            List<String> ids = commits.vouched().stream()
                    .sorted()
                    .map(ObjectId::abbreviated)
                    .toList();
            say("Vouched for, with everything before: " + Words.allOf(ids) + ".", COMMITS, "vouched");
        }
        trailing(commits.trailingArmorAllowed(), COMMITS);
    }

    private void person(String line, Rule.Whose whose) {
        switch (whose) {
            case SIGNER -> say("The " + line + " must bear an e-mail of the signer.", COMMITS, line);
            case KNOWN -> say("The " + line + " must bear an e-mail of someone enrolled.", COMMITS, line);
            case ANYONE -> {}
        }
    }

    private void tags(Rule.Tags tags) {
        say(
                "A tag must be annotated, and signed in every layer by " + Who.oneOf(tags.signedBy())
                        + "; lightweight tags are refused.",
                TAGS,
                "signed-by");
        tags.on()
                .ifPresent(on -> say(
                        "The tagged commit must be on " + Words.anyOf(patterns(on.match())) + " once the push is done.",
                        TAGS,
                        "on"));
        trailing(tags.trailingArmorAllowed(), TAGS);
    }

    private void trailing(boolean allowed, String where) {
        if (allowed) {
            say("Text after the signature's END line is passed over.", where, "trailing-armor");
        }
    }

    private void keys(Rule.Keys keys) {
        if (!keys.types().equals(Rule.Keys.DEFAULT.types())) {
            List<String> types = new ArrayList<>();
            for (KeyType type : KeyType.values()) {
                if (keys.types().contains(type)) {
                    types.add(type.yamlName());
                }
            }
            say("Only keys of the types " + Words.allOf(types) + " count.", KEYS, "types");
        }
        if (keys.rsaMinBits() != Rule.Keys.DEFAULT_RSA_MIN_BITS) {
            say("RSA keys need " + keys.rsaMinBits() + " bits or more.", KEYS, "rsa-min-bits");
        }
        if (!keys.coolDown().isZero()) {
            say("A key counts only from " + words(keys.coolDown()) + " after its enrolment.", KEYS, "cool-down");
        }
        keys.maxAge()
                .ifPresent(age ->
                        say("A key counts for " + words(age) + " after its enrolment and no longer.", KEYS, "max-age"));
        if (keys.hardware()) {
            say("Commits and tags must be signed by keys that are vouched for as hardware.", KEYS, "hardware");
        }
        if (keys.touch() || keys.pin()) {
            say(
                    "Signatures of commits and tags must show "
                            + (keys.pin() ? "that a PIN was entered" : "that someone touched the key") + ".",
                    KEYS,
                    keys.pin() ? "pin" : "touch");
        }
    }

    private void push(Rule.Push push) {
        Rule.PushDemands people = push.people();
        people.by().ifPresent(by -> say("Only " + Who.allOf(by) + " may push.", PUSH, "by"));
        demands(people, "", PUSH);
        if (push.robots().isPresent()) {
            Rule.PushDemands robots = push.robots().get();
            say("When a robot pushes, the following holds instead:", PUSH, ROBOTS);
            robots.by()
                    .ifPresentOrElse(
                            by -> say("- Of robots, only " + Who.allOf(by) + " may push.", PUSH, ROBOTS, "by"),
                            () -> say("- Any robot may push.", PUSH, ROBOTS));
            demands(robots, "- ", PUSH, ROBOTS);
        } else if (!people.secondFactor().isEmpty()) {
            say("No robot can push, since robots satisfy no second factor.", PUSH, "second-factor");
        }
    }

    private void demands(Rule.PushDemands demands, String bullet, String... where) {
        if (demands.certificate()) {
            say(bullet + "The push must be signed (git push --signed).", below(where, "certificate"));
        }
        if (!demands.secondFactor().isEmpty()) {
            List<String> factors = new ArrayList<>();
            for (Rule.Factor factor : Rule.Factor.values()) {
                if (demands.secondFactor().contains(factor)) {
                    factors.add(words(factor));
                }
            }
            say(
                    bullet + "The pusher must prove to be there by " + Words.anyOf(factors) + ".",
                    below(where, "second-factor"));
        }
        demands.approvals().ifPresent(approvals -> approvals(bullet, approvals, below(where, APPROVALS)));
    }

    private static String[] below(String[] keys, String key) {
        String[] longer = Arrays.copyOf(keys, keys.length + 1);
        longer[keys.length] = key;
        return longer;
    }

    private static String words(Rule.Factor factor) {
        return switch (factor) {
            case HARDWARE_TOUCH -> "a touch on their hardware key (hardware-touch)";
            case HARDWARE_PIN -> "the PIN of their hardware key (hardware-pin)";
            case IDENTITY_TOKEN -> "an identity token (identity-token)";
            case ONE_TIME_CODE -> "a one-time code (one-time-code)";
        };
    }

    private void approvals(String bullet, Rule.Approvals approvals, String... where) {
        say(bullet + must(approvals) + "; no new commit or tag may rest on its own signer alone.", where);
        weaker(bullet, approvals, sentence -> say(sentence, where));
    }

    private static String must(Rule.Approvals approvals) {
        return Who.some(approvals.count(), approvals.by()) + " must approve"
                + (approvals.secondKey() ? "" : ", the pusher not counted");
    }

    private static void weaker(String bullet, Rule.Approvals approvals, Consumer<String> say) {
        if (approvals.secondKey()) {
            say.accept(bullet
                    + "This is weaker than it looks: the pusher may approve with a second hardware key of their own, "
                    + "so one person alone can push.");
        }
        if (!approvals.held().isZero()) {
            say.accept(bullet + "An approval counts only from " + words(approvals.held())
                    + " after the server first saw it.");
        }
    }

    /** Rewriting and deletion, which every rule forbids that governs refs unless its push says otherwise. */
    private void moves() {
        boolean force = rule.push().isPresent() && rule.push().get().forceAllowed();
        boolean delete = rule.push().isPresent() && rule.push().get().deleteAllowed();
        if (tag) {
            say(
                    "The tag, once there, " + (force ? "may be moved" : "never moves")
                            + (delete ? " and may be deleted." : force ? " but never goes." : " and never goes."),
                    PUSH,
                    force || !delete ? "force" : "delete");
            return;
        }
        say(force ? "Force-pushes are allowed." : "Force-pushes are refused.", PUSH, "force");
        say(delete ? "The ref may be deleted." : "The ref cannot be deleted.", PUSH, "delete");
    }

    private void paths(Rule.GuardedPaths paths) {
        String files = Words.anyOf(patterns(paths.paths().match()));
        String except = paths.paths().except().isEmpty()
                ? ""
                : " (but not " + Words.anyOf(patterns(paths.paths().except())) + ")";
        Optional<Place> place = Optional.of(paths.place());
        sentences.add(new Demand(
                place, "When a new commit changes " + files + except + ", " + must(paths.approvals()) + "."));
        weaker("", paths.approvals(), sentence -> sentences.add(new Demand(place, sentence)));
    }

    private static String list(List<Glob> globs) {
        return Words.allOf(patterns(globs));
    }

    private static List<String> patterns(List<Glob> globs) {
        List<String> patterns = new ArrayList<>();
        for (Glob glob : globs) {
            patterns.add(glob.pattern());
        }
        return patterns;
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3600 == 0) {
            return count(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}

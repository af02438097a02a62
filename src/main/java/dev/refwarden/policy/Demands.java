package dev.refwarden.policy;

import dev.refwarden.key.KeyType;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one rule demands of pushes to one ref, in whole sentences. */
final class Demands {
    private final Rule rule;
    private final boolean tag;
    private final List<String> sentences = new ArrayList<>();

    Demands(Rule rule, RefName ref) {
        this.rule = rule;
        this.tag = ref.isUnder("refs/tags/");
    }

    List<String> sentences() {
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

    private void say(String sentence) {
        sentences.add(sentence);
    }

    private void commits(Rule.Commits commits) {
        String who = Who.oneOf(commits.signedBy());
        say(
                switch (commits.scope()) {
                    case ALL -> "Every new commit must be signed by " + who + ".";
                    case FIRST_PARENT ->
                        "Every new commit on the first-parent line must be signed by " + who
                                + "; what merges bring in is not judged.";
                });
        person("committer", commits.committer());
        person("author", commits.author());
        commits.mergesBy()
                .ifPresent(robots -> say("A merge of two parents may be signed by " + Who.oneOf(robots)
                        + " instead; its committer is then anyone known."));
        if (!commits.basedOn().isEmpty()) {
            say("What is settled on " + list(commits.basedOn()) + " counts as settled here.");
        }
        if (!commits.vouched().isEmpty()) {
            List<String> ids = commits.vouched().stream()
                    .sorted()
                    .map(ObjectId::abbreviated)
                    .toList();
            say("Vouched for, with everything before: " + Words.allOf(ids) + ".");
        }
        trailing(commits.trailingArmorAllowed());
    }

    private void person(String line, Rule.Whose whose) {
        switch (whose) {
            case SIGNER -> say("The " + line + " must bear an e-mail of the signer.");
            case KNOWN -> say("The " + line + " must bear an e-mail of somebody enrolled.");
            case ANYONE -> {}
        }
    }

    private void tags(Rule.Tags tags) {
        say("A tag must be annotated, and signed in every layer by " + Who.oneOf(tags.signedBy())
                + "; lightweight tags are refused.");
        tags.on()
                .ifPresent(on -> say("The tagged commit must be on " + Words.anyOf(patterns(on.match()))
                        + " once the push is done."));
        trailing(tags.trailingArmorAllowed());
    }

    private void trailing(boolean allowed) {
        if (allowed) {
            say("Text after the signature's END line is passed over.");
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
            say("Only keys of the types " + Words.allOf(types) + " count.");
        }
        if (keys.rsaMinBits() != Rule.Keys.DEFAULT_RSA_MIN_BITS) {
            say("RSA keys need " + keys.rsaMinBits() + " bits or more.");
        }
        if (!keys.coolDown().isZero()) {
            say("A key counts only from " + words(keys.coolDown()) + " after its enrolment.");
        }
        keys.maxAge().ifPresent(age -> say("A key counts for " + words(age) + " after its enrolment and no longer."));
        if (keys.hardware()) {
            say("Commits and tags must be signed by keys that are vouched for as hardware.");
        }
        if (keys.touch() || keys.pin()) {
            say("Signatures of commits and tags must show "
                    + (keys.pin() ? "that a PIN was entered" : "that somebody touched the key") + ".");
        }
    }

    private void push(Rule.Push push) {
        Rule.PushDemands people = push.people();
        people.by().ifPresent(by -> say("Only " + Who.allOf(by) + " may push."));
        demands(people, "");
        if (push.robots().isPresent()) {
            Rule.PushDemands robots = push.robots().get();
            say("When a robot pushes, the following holds instead:");
            robots.by()
                    .ifPresentOrElse(
                            by -> say("- Of robots, only " + Who.allOf(by) + " may push."),
                            () -> say("- Any robot may push."));
            demands(robots, "- ");
        } else if (!people.secondFactor().isEmpty()) {
            say("No robot can push, since robots satisfy no second factor.");
        }
    }

    private void demands(Rule.PushDemands demands, String bullet) {
        if (demands.certificate()) {
            say(bullet + "The push must be signed (git push --signed).");
        }
        if (!demands.secondFactor().isEmpty()) {
            List<String> factors = new ArrayList<>();
            for (Rule.Factor factor : Rule.Factor.values()) {
                if (demands.secondFactor().contains(factor)) {
                    factors.add(words(factor));
                }
            }
            say(bullet + "The pusher must prove to be there by " + Words.anyOf(factors) + ".");
        }
        demands.approvals().ifPresent(approvals -> approvals(bullet, approvals));
    }

    private static String words(Rule.Factor factor) {
        return switch (factor) {
            case HARDWARE_TOUCH -> "a touch on their hardware key (hardware-touch)";
            case HARDWARE_PIN -> "the PIN of their hardware key (hardware-pin)";
            case IDENTITY_TOKEN -> "an identity token (identity-token)";
            case ONE_TIME_CODE -> "a one-time code (one-time-code)";
        };
    }

    private void approvals(String bullet, Rule.Approvals approvals) {
        say(bullet + Who.some(approvals.count(), approvals.by()) + " must approve, the pusher not counted"
                + "; no new commit or tag may rest on its own signer alone.");
        weaker(bullet, approvals);
    }

    private void weaker(String bullet, Rule.Approvals approvals) {
        if (approvals.secondKey()) {
            say(bullet
                    + "This is weaker than it looks: the pusher may approve with a second hardware key of their own, "
                    + "so one person alone can push.");
        }
        if (!approvals.held().isZero()) {
            say(bullet + "An approval counts only from " + words(approvals.held()) + " after the server first saw it.");
        }
    }

    /** Rewriting and deletion, which every rule forbids that governs refs unless its push says otherwise. */
    private void moves() {
        boolean force = rule.push().isPresent() && rule.push().get().forceAllowed();
        boolean delete = rule.push().isPresent() && rule.push().get().deleteAllowed();
        if (tag) {
            say("The tag, once there, " + (force ? "may be moved" : "never moves")
                    + (delete ? " and may be deleted." : force ? " but never goes." : " and never goes."));
            return;
        }
        say(force ? "Force-pushes are allowed." : "Force-pushes are refused.");
        say(delete ? "The ref may be deleted." : "The ref cannot be deleted.");
    }

    private void paths(Rule.GuardedPaths paths) {
        String files = Words.anyOf(patterns(paths.paths().match()));
        String except = paths.paths().except().isEmpty()
                ? ""
                : " (but not " + Words.anyOf(patterns(paths.paths().except())) + ")";
        say("When a new commit changes " + files + except + ", "
                + Who.some(paths.approvals().count(), paths.approvals().by())
                + " must approve, the pusher not counted (" + Explanation.line(paths.place()) + ").");
        weaker("", paths.approvals());
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

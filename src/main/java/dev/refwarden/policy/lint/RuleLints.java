package dev.refwarden.policy.lint;

import dev.refwarden.policy.Capabilities;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.GlobSet;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Words;
import java.util.Set;
import java.util.regex.Pattern;

/** What to say of single rules. */
final class RuleLints {
    private static final Glob TAGS = new Glob("refs/tags/**");
    private static final Glob BRANCHES = new Glob("refs/heads/**");
    private static final String PUSH = "push";
    private static final String APPROVALS = "approvals";
    private static final String OTHER_WILDCARDS = "?[{!\\";

    private final Policy policy;
    private final PartPlaces places;
    private final Capabilities able;
    private static final Pattern FOLDER_LIKE = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final Set<String> FILES_WITHOUT_ENDING = Set.of("configure", "gradlew", "makefile", "mvnw");

    private final Lints lints;

    RuleLints(Policy policy, PartPlaces places, Capabilities able, Lints lints) {
        this.policy = policy;
        this.places = places;
        this.able = able;
        this.lints = lints;
    }

    void look(RepositoryEntry entry, Rule rule) {
        Place place = rule.place();
        lookAtPatterns("refs", rule.refs(), place);
        rule.commits().ifPresent(commits -> {
            for (Glob ref : commits.basedOn()) {
                if (!isJudged(entry, ref)) {
                    lints.add(
                            places.ofItem(place, ref.pattern(), "commits", "based-on"),
                            "based-on " + ref + ": no rule with commits matches it, so nothing there is settled");
                }
            }
        });
        rule.tags().ifPresent(tags -> look(entry, rule, tags));
        look(rule.keys(), rule);
        rule.push()
                .flatMap(push -> push.people().approvals())
                .ifPresent(approvals -> lookAtApprovals(places.of(place, PUSH, APPROVALS), approvals, rule.keys()));
        rule.push()
                .flatMap(Rule.Push::robots)
                .flatMap(Rule.PushDemands::approvals)
                .ifPresent(approvals -> lookAtReach(
                        places.of(place, PUSH, "robots", APPROVALS),
                        APPROVALS,
                        approvals.count(),
                        approvals.by(),
                        rule.keys(),
                        true));
        for (Rule.GuardedPaths paths : rule.paths()) {
            look(paths, rule.keys());
        }
    }

    /**
     * Patterns that add nothing to those next to them, or of which an exception leaves nothing.
     *
     * @param key of the list
     */
    void lookAtPatterns(String key, GlobSet names, Place place) {
        String what = key.equals("refs") ? key : "paths";
        for (Glob glob : names.match()) {
            Place here = places.ofItem(place, glob.pattern(), key);
            for (Glob other : names.match()) {
                if (!other.equals(glob) && other.covers(glob)) {
                    lints.add(here, what + ": " + glob + " adds nothing to " + other);
                }
            }
            for (Glob exception : names.except()) {
                if (exception.covers(glob) && names.match().size() > 1) {
                    lints.add(here, what + ": except " + exception + " leaves nothing of " + glob);
                }
            }
        }
    }

    private void look(RepositoryEntry entry, Rule rule, Rule.Tags tags) {
        if (!meets(rule.refs(), TAGS)) {
            lints.add(places.of(rule.place(), "tags"), "tags are demanded, but no ref of this rule is a tag");
        } else if (rule.refs().match().stream().anyMatch(glob -> glob.meets(BRANCHES))) {
            lints.add(
                    places.of(rule.place(), "tags"),
                    "tags concern refs/tags/ only; of the branches that this rule matches they demand nothing");
        }
        if (tags.on().isPresent()) {
            for (Glob branch : tags.on().get().match()) {
                if (!isJudged(entry, branch)) {
                    lints.add(
                            places.ofItem(rule.place(), branch.pattern(), "tags", "on"),
                            "on " + branch + ": no rule with commits matches it, so anybody may put a commit there");
                }
            }
        }
    }

    private void look(Rule.Keys keys, Rule rule) {
        boolean signed = rule.commits().isPresent() || rule.tags().isPresent();
        if (!signed && (keys.hardware() || keys.touch() || keys.pin())) {
            lints.add(
                    places.of(rule.place(), "keys"),
                    "hardware, touch and pin concern commits and tags, of which this rule demands nothing");
        }
        if (keys.rsaMinBits() < Rule.Keys.DEFAULT_RSA_MIN_BITS) {
            lints.add(
                    places.of(rule.place(), "keys", "rsa-min-bits"),
                    "rsa-min-bits " + keys.rsaMinBits() + " lets in keys that are too short");
        }
    }

    private void look(Rule.GuardedPaths paths, Rule.Keys keys) {
        lookAtPatterns("match", paths.paths(), paths.place());
        for (Glob glob : paths.paths().match()) {
            lookAtOthersMeaning(glob, paths.place());
            for (int i = 0; i < OTHER_WILDCARDS.length(); i++) {
                if (glob.pattern().indexOf(OTHER_WILDCARDS.charAt(i)) >= 0) {
                    lints.add(
                            places.ofItem(paths.place(), glob.pattern(), "match"),
                            DisplayText.quoted(glob.pattern()) + ": " + OTHER_WILDCARDS.charAt(i) + " means itself");
                }
            }
        }
        lookAtApprovals(places.of(paths.place(), APPROVALS), paths.approvals(), keys);
    }

    /** Where CODEOWNERS and gitignore mean more by the same words. */
    private void lookAtOthersMeaning(Glob glob, Place place) {
        String pattern = glob.pattern();
        boolean other = OTHER_WILDCARDS.chars().anyMatch(c -> pattern.indexOf(c) >= 0);
        if (other || pattern.indexOf('/') >= 0) {
            return;
        }
        if (pattern.startsWith("*") && !pattern.startsWith("**")) {
            lints.add(
                    places.ofItem(place, pattern, "match"),
                    pattern + " matches at the top only; in every folder: **/" + pattern);
        } else if (FOLDER_LIKE.matcher(pattern).matches() && !FILES_WITHOUT_ENDING.contains(pattern)) {
            lints.add(
                    places.ofItem(place, pattern, "match"),
                    pattern + " matches a file of that name at the top; what is in a folder of that name: " + pattern
                            + "/**");
        }
    }

    private void lookAtApprovals(Place place, Rule.Approvals approvals, Rule.Keys keys) {
        lookAtReach(place, APPROVALS, approvals.count(), approvals.by(), keys, approvals.secondKey());
    }

    /**
     * @param keys that count
     * @param pusherApart whether the pusher takes none of the places
     */
    void lookAtReach(Place place, String what, int count, Members by, Rule.Keys keys, boolean pusherApart) {
        int humans = able.humans(by.people());
        int approvers = able.approvers(by.people(), keys);
        String names = Words.allOf(by.names());
        if (humans == count && !pusherApart) {
            String all = count == 1 ? "the only one in " + names : "all " + count + " in " + names;
            lints.add(place, what + ": " + all + " must sign, so there can be none for their own pushes");
        }
        if (approvers < count) {
            String today = approvers == 0 ? "nobody" : "only " + approvers;
            lints.add(place, what + ": " + count + " required, but " + today + " in " + names + " can sign today");
        }
    }

    private boolean isJudged(RepositoryEntry entry, Glob ref) {
        for (RepositoryEntry other : policy.repositories()) {
            for (Rule rule : other.rules()) {
                if (rule.commits().isPresent() && meets(rule.refs(), ref) && haveARepository(entry, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean haveARepository(RepositoryEntry entry, RepositoryEntry other) {
        for (Glob glob : other.names().match()) {
            if (meets(entry.names(), glob)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code names} and {@code glob} have a name in common, as far as exceptions can be distinguished. */
    private static boolean meets(GlobSet names, Glob glob) {
        if (glob.isLiteral()) {
            return names.contain(glob.pattern());
        }
        for (Glob match : names.match()) {
            if (match.meets(glob) && !names.except().contains(glob)) {
                return true;
            }
        }
        return false;
    }
}

package dev.refwarden.policy;

/** What to say of single rules. */
final class RuleLints {
    private static final Glob TAGS = new Glob("refs/tags/**");
    private static final String OTHER_WILDCARDS = "?[{!\\";

    private final Policy policy;
    private final Able able;
    private final Lints lints;

    RuleLints(Policy policy, Able able, Lints lints) {
        this.policy = policy;
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
                            place,
                            "based-on " + ref + ": no rule with commits matches it, so nothing there is settled");
                }
            }
        });
        rule.tags().ifPresent(tags -> look(entry, rule, tags));
        look(rule.keys(), rule);
        rule.push()
                .flatMap(push -> push.people().approvals())
                .ifPresent(approvals -> lookAtApprovals(place, approvals));
        rule.push()
                .flatMap(Rule.Push::robots)
                .flatMap(Rule.PushDemands::approvals)
                .ifPresent(approvals -> lookAtReach(place, "approvals", approvals.count(), approvals.by(), true));
        for (Rule.GuardedPaths paths : rule.paths()) {
            look(paths);
        }
    }

    /** Patterns that add nothing to those beside them, or of which an exception leaves nothing. */
    void lookAtPatterns(String what, Names names, Place place) {
        for (Glob glob : names.match()) {
            for (Glob other : names.match()) {
                if (!other.equals(glob) && other.covers(glob)) {
                    lints.add(place, what + ": " + glob + " adds nothing to " + other + " beside it");
                }
            }
            for (Glob exception : names.except()) {
                if (exception.covers(glob) && names.match().size() > 1) {
                    lints.add(place, what + ": except " + exception + " leaves nothing of " + glob);
                }
            }
        }
    }

    private void look(RepositoryEntry entry, Rule rule, Rule.Tags tags) {
        if (!meets(rule.refs(), TAGS)) {
            lints.add(rule.place(), "tags are demanded, but no ref of this rule is a tag");
        }
        if (tags.on().isPresent()) {
            for (Glob branch : tags.on().get().match()) {
                if (!isJudged(entry, branch)) {
                    lints.add(
                            rule.place(),
                            "on " + branch + ": no rule with commits matches it, so anybody may put a commit there");
                }
            }
        }
    }

    private void look(Rule.Keys keys, Rule rule) {
        boolean signed = rule.commits().isPresent() || rule.tags().isPresent();
        if (!signed && (keys.hardware() || keys.touch() || keys.pin())) {
            lints.add(
                    rule.place(),
                    "hardware, touch and pin concern commits and tags, of which this rule demands nothing");
        }
        if (keys.rsaMinBits() < Rule.Keys.DEFAULT_RSA_MIN_BITS) {
            lints.add(rule.place(), "rsa-min-bits " + keys.rsaMinBits() + " lets in keys that are too short");
        }
    }

    private void look(Rule.GuardedPaths paths) {
        lookAtPatterns("paths", paths.paths(), paths.place());
        for (Glob glob : paths.paths().match()) {
            for (int i = 0; i < OTHER_WILDCARDS.length(); i++) {
                if (glob.pattern().indexOf(OTHER_WILDCARDS.charAt(i)) >= 0) {
                    lints.add(
                            paths.place(),
                            Shown.quoted(glob.pattern()) + ": " + OTHER_WILDCARDS.charAt(i) + " stands for itself");
                }
            }
        }
        lookAtApprovals(paths.place(), paths.approvals());
    }

    private void lookAtApprovals(Place place, Rule.Approvals approvals) {
        lookAtReach(place, "approvals", approvals.count(), approvals.by(), approvals.secondKey());
    }

    /** @param pusherApart whether the pusher takes none of the places */
    void lookAtReach(Place place, String what, int count, Members by, boolean pusherApart) {
        int humans = able.humans(by.people());
        int approvers = able.approvers(by.people());
        String names = Words.allOf(by.names());
        if (humans == count && !pusherApart) {
            String all = count == 1 ? "the only one in " + names : "all " + count + " in " + names;
            lints.add(place, what + ": " + all + " must sign, so there can be none for their own pushes");
        }
        if (approvers < count) {
            String today = approvers == 0 ? "nobody" : "only " + approvers;
            lints.add(place, what + ": " + count + " wanted, but " + today + " in " + names + " can sign today");
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

    /** Whether {@code names} and {@code glob} have a name in common, as far as exceptions can be told apart. */
    private static boolean meets(Names names, Glob glob) {
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

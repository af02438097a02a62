package dev.refwarden.policy.explain;

import dev.refwarden.git.RefName;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a push to one ref of one repository must satisfy, in whole sentences and with the lines that say so. Describes
 * the rules alone: nothing here looked at a push or at the repository.
 *
 * @param summary what holds over all entries
 * @param entries those that match the repository, with their rules that match the ref
 */
public record Explanation(String repository, RefName ref, List<String> summary, List<Entry> entries) {
    private static final String OWN = "refs/refwarden/";

    /** @param says whether findings of its rules refuse */
    public record Entry(Place place, String says, List<RuleWords> rules) {}

    public record RuleWords(String name, Place place, List<Demand> demands) {}

    /**
     * One sentence.
     *
     * @param place of the key that says so; absent where no one wrote it and a default holds
     */
    public record Demand(Optional<Place> place, String sentence) {}

    public static Explanation of(Configuration configuration, String repository, RefName ref, Instant now) {
        Optional<String> fixed = fixed(configuration.server(), ref);
        if (fixed.isPresent()) {
            return new Explanation(repository, ref, List.of(fixed.get()), List.of());
        }
        List<RepositoryEntry> matching = configuration.policy().entriesFor(repository);
        List<String> summary = new ArrayList<>();
        if (!ref.isClean()) {
            summary.add("No such ref may be created, under any policy: its name holds characters that cannot be seen "
                    + "[ref-forbidden].");
        }
        summary.add(summary(matching, ref, now));
        boolean named = ref.isUnder("refs/heads/") || ref.isUnder("refs/tags/");
        if (named && !matching.isEmpty() && matching.stream().allMatch(RepositoryEntry::allowsAmbiguousNames)) {
            summary.add(
                    "A new tag may be named as a branch here, and a new branch as a tag (ambiguous-names: allow): whoever"
                            + " names one by its short name alone may get the other.");
        }
        List<Entry> entries = new ArrayList<>();
        PartPlaces places = PartPlaces.of(configuration.folder(), Configuration.POLICY);
        for (RepositoryEntry entry : matching) {
            entries.add(new Entry(entry.place(), mode(entry, now), rules(entry, ref, places)));
        }
        return new Explanation(repository, ref, summary, entries);
    }

    /** Every entry of the policy with all of its rules, whichever refs they are for. */
    public static List<Entry> ofAll(Configuration configuration, Instant now) {
        PartPlaces places = PartPlaces.of(configuration.folder(), Configuration.POLICY);
        List<Entry> entries = new ArrayList<>();
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            List<RuleWords> rules = new ArrayList<>();
            for (Rule rule : entry.rules()) {
                RefName like = new RefName(rule.tags().isPresent() ? "refs/tags/" : "refs/heads/");
                rules.add(new RuleWords(rule.name(), rule.place(), new Demands(rule, like, places).sentences()));
            }
            entries.add(new Entry(entry.place(), mode(entry, now), rules));
        }
        return entries;
    }

    private static List<RuleWords> rules(RepositoryEntry entry, RefName ref, PartPlaces places) {
        List<RuleWords> rules = new ArrayList<>();
        for (Rule rule : entry.rules()) {
            if (rule.refs().contain(ref.value())) {
                Rule here = rule.over(ref.value());
                rules.add(new RuleWords(rule.name(), rule.place(), new Demands(here, ref, places).sentences()));
            }
        }
        return rules;
    }

    /** What holds for a ref under any rules. */
    private static Optional<String> fixed(Server server, RefName ref) {
        if (ref.isUnder("refs/replace/") || ref.isUnder("refs/namespaces/")) {
            return Optional.of("Every push to this ref is refused, under any policy [ref-forbidden].");
        }
        if (ref.isUnder(OWN + "approvals/")) {
            return Optional.of(
                    "This is a place of Refwarden's own: valid approvals are taken and may be deleted, all else "
                            + "is refused [ref-forbidden]. No rule holds here.");
        }
        if (ref.isUnder(OWN + "proposals/")) {
            return Optional.of(
                    "This is a place of Refwarden's own: people who are known bring a commit or tag here, under "
                            + "its own id, for others to look at and approve. No rule holds here, and nothing here is ever "
                            + "settled.");
        }
        if (ref.isUnder(OWN)) {
            return Optional.of(
                    "This is a place of Refwarden's own: what is there may be deleted, and nothing may be pushed "
                            + "to it [ref-forbidden].");
        }
        if (server.internalRefs().isPresent() && server.internalRefs().get().contain(ref.value())) {
            return Optional.of("The server writes this ref itself (internal-refs in " + Configuration.SERVER
                    + "): no rule judges it, and nothing on it is ever settled.");
        }
        return Optional.empty();
    }

    private static String summary(List<RepositoryEntry> entries, RefName ref, Instant now) {
        if (entries.isEmpty()) {
            return "No entry of " + Configuration.POLICY
                    + " matches this repository: every push to it is refused [ref-unmatched].";
        }
        boolean guarded = false;
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                boolean matches = rule.refs().contain(ref.value());
                if (rule.governs(ref.value())) {
                    return "Every rule below applies, and a push must satisfy them all.";
                }
                guarded |= matches;
            }
        }
        return "No rule with commits, tags or push matches this ref, and such refs " + unmatched(entries, now)
                + (guarded ? " The files that the rules below guard are guarded here too." : "");
    }

    /** What becomes of refs that no rule governs; the strictest entry decides. */
    private static String unmatched(List<RepositoryEntry> entries, Instant now) {
        Optional<RepositoryEntry> observing = Optional.empty();
        for (RepositoryEntry entry : entries) {
            if (!entry.allowsUnmatched() && entry.enforcesAt(now)) {
                return "are refused (unmatched: deny, " + line(entry.place()) + ") [ref-unmatched].";
            }
            if (!entry.allowsUnmatched()) {
                observing = Optional.of(entry);
            }
        }
        return observing.isPresent()
                ? "will be refused, but for now bring a warning only (unmatched: deny, mode: observe, "
                        + line(observing.get().place()) + ") [ref-unmatched]."
                : "pass (unmatched: allow, " + line(entries.get(0).place()) + ").";
    }

    private static String mode(RepositoryEntry entry, Instant now) {
        if (!entry.observe()) {
            return "What its rules find refuses the push.";
        }
        if (entry.until().isEmpty()) {
            return "What its rules find is logged and shown as a warning, and refuses nothing (mode: observe).";
        }
        return entry.enforcesAt(now)
                ? "What its rules find refuses the push: observing ended at "
                        + entry.until().get() + "."
                : "What its rules find is logged and shown as a warning until "
                        + entry.until().get() + ", and refuses the push from then on.";
    }

    /** {@code policy.yaml:12}, as people say it. */
    public static String line(Place place) {
        return place.file() + ":" + place.line();
    }
}

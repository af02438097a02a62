package dev.refwarden.policy.lint;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Patterns that people take for one another: a pattern means the very bytes that it spells, and disks may not. */
final class SpellingLints {
    private final PartPlaces places;
    private final Lints lints;
    private final Map<String, String> refs = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    SpellingLints(PartPlaces places, Lints lints) {
        this.places = places;
        this.lints = lints;
    }

    void look(Policy policy) {
        for (RepositoryEntry entry : policy.repositories()) {
            for (Rule rule : entry.rules()) {
                look("refs", rule.refs().match(), rule.place(), refs);
                for (Rule.GuardedPaths guard : rule.paths()) {
                    look("match", guard.paths().match(), guard.place(), files);
                }
            }
        }
    }

    private void look(String key, List<Glob> globs, Place place, Map<String, String> known) {
        for (Glob glob : globs) {
            String pattern = glob.pattern();
            String composed = Normalizer.normalize(pattern, Normalizer.Form.NFC);
            String other = known.putIfAbsent(fold(composed), pattern);
            if (other != null && !other.equals(pattern)) {
                boolean form = Normalizer.normalize(other, Normalizer.Form.NFC).equals(composed);
                lints.add(
                        places.ofItem(place, pattern, key),
                        DisplayText.quoted(pattern) + " differs from " + DisplayText.quoted(other) + " only by "
                                + (form ? "Unicode form" : "case")
                                + ": each matches what is spelt exactly so, and nothing else");
            } else if (other == null && !composed.equals(pattern)) {
                lints.add(
                        places.ofItem(place, pattern, key),
                        DisplayText.quoted(pattern)
                                + " is not in Unicode's composed form (NFC), in which most systems write names: it matches only what is spelt exactly so");
            }
        }
    }

    private static String fold(String composed) {
        return composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}

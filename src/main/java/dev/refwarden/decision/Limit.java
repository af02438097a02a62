package dev.refwarden.decision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bounds that a push can go beyond, each with the words that say so; by these it is known again. */
public enum Limit {
    COMMITS("limits.commits", "more than %d new commits in one push"),
    COMMITS_OF_PROPOSAL("limits.commits", "more than %d new commits in one proposal"),
    UPDATES("limits.updates", "more than the %d that one push may update here"),
    OBJECT_SIZE("limits.object-size", "more than the %d bytes that this server reads"),
    OPTIONS("", "more than %d push options in one push"),
    TAG_LAYERS("", "a tag of a tag, more than %d deep"),
    FOLDERS("", "folders lie more than %d deep in each other"),
    BASED_ON("", "more rules are based on each other than can be judged"),
    MEMORY_OF_GATE("gate.memory", "judging it takes more memory than the gate has"),
    MEMORY("", "judging it takes more memory than one push may have");

    private final String key;
    private final String words;
    private final Pattern pattern;

    Limit(String key, String words) {
        this.key = key;
        this.words = words;
        this.pattern = Pattern.compile(words.replace("%d", "(\\d+)"));
    }

    /** A limit that was gone beyond, and the number that it is at, 0 where it has none. */
    public record Exceeded(Limit limit, long most) {}

    /** The key in {@code server.yaml} that sets it; empty where it is fixed. */
    public String key() {
        return key;
    }

    /** That it was gone beyond: part of a finding's detail. */
    public String exceeded(long most) {
        return words.replace("%d", Long.toString(most)) + (key.isEmpty() ? "" : " (" + key + ")");
    }

    /** Which limit a finding's detail is about. */
    public static Optional<Exceeded> of(String detail) {
        for (Limit limit : values()) {
            Matcher matcher = limit.pattern.matcher(detail);
            if (matcher.find()) {
                return Optional.of(
                        new Exceeded(limit, matcher.groupCount() == 0 ? 0 : Long.parseLong(matcher.group(1))));
            }
        }
        return Optional.empty();
    }
}

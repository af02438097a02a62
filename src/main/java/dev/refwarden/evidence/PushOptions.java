package dev.refwarden.evidence;

import dev.refwarden.ledger.AskedFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options of a push ({@code git push -o}), as git hands them to a hook; the pusher's words. */
public record PushOptions(List<String> all) {
    private static final String ASK = "ask";

    /** The names of those that mean something here; what others are for is no one's business here. */
    public static final List<String> KNOWN = List.of("approval", "waiver", "identity-token", "one-time-code", ASK);

    public static final PushOptions NONE = new PushOptions(List.of());

    public PushOptions {
        all = List.copyOf(all);
    }

    /** Whether an option of {@link #KNOWN} says nothing by its name alone. */
    public static boolean wantsValue(String name) {
        return !name.equals(ASK);
    }

    /** Reads {@code GIT_PUSH_OPTION_COUNT} and {@code GIT_PUSH_OPTION_<n>}. */
    public static PushOptions of(Map<String, String> environment) {
        List<String> options = new ArrayList<>();
        int count = count(environment.getOrDefault("GIT_PUSH_OPTION_COUNT", "0"));
        for (int i = 0; i < count; i++) {
            options.add(environment.getOrDefault("GIT_PUSH_OPTION_" + i, ""));
        }
        return new PushOptions(options);
    }

    /** The values of all options {@code <name>=<value>}. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String option : all) {
            if (option.startsWith(name + "=")) {
                values.add(option.substring(name.length() + 1));
            }
        }
        return values;
    }

    /** What the pusher asks people for, by {@code ask=review} or {@code ask=waiver}; any other word asks for a review. */
    public Optional<AskedFor> askedFor() {
        if (all.contains(ASK)) {
            return Optional.of(AskedFor.REVIEW);
        }
        return values(ASK).stream().findFirst().map(word -> AskedFor.of(word).orElse(AskedFor.REVIEW));
    }

    private static int count(String number) {
        try {
            return Math.min(Integer.parseInt(number), 1 << 20);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}

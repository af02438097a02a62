package dev.refwarden.report;

import dev.refwarden.evidence.PushOptions;
import dev.refwarden.policy.yaml.Suggestion;
import java.util.List;
import java.util.Optional;

/** What is said of push options that no one reads, and that look as if they were meant for Refwarden. */
final class OptionAdvice {
    private static final int MOST = 3;
    /** More are not looked at: the push is the pusher's, and so is their number. */
    private static final int MOST_LOOKED_AT = 1000;

    private OptionAdvice() {}

    /** Lines to stand before the reasons, since they may be the cause; never any of a value, which may be secret. */
    static List<String> of(PushOptions options) {
        return options.all().stream()
                .limit(MOST_LOOKED_AT)
                .flatMap(option -> of(option).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static Optional<String> of(String option) {
        int end = option.indexOf('=');
        String name = end < 0 ? option : option.substring(0, end);
        if (PushOptions.KNOWN.contains(name)) {
            return end < 0 && PushOptions.wantsValue(name)
                    ? Optional.of("the push option \"" + name + "\" came without a value: -o " + name + "=…")
                    : Optional.empty();
        }
        String meant = Suggestion.hint(name, PushOptions.KNOWN);
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of("unknown push option \"" + Printable.of(name, 64) + "\"" + meant);
    }
}

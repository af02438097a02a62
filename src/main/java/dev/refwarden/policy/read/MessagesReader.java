package dev.refwarden.policy.read;

import dev.refwarden.policy.Server;
import dev.refwarden.policy.WebAddress;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.util.Optional;

/** Reads the part of {@code server.yaml} that says what developers are told besides why. */
final class MessagesReader {
    private static final String CASE = "{case}";
    private static final String SOME_CASE = "AAAA-AAAA";

    private final Problems problems;

    MessagesReader(Problems problems) {
        this.problems = problems;
    }

    Server.Messages read(Section file) {
        Optional<Section> found = file.section("messages");
        if (found.isEmpty()) {
            return Server.Messages.DEFAULT;
        }
        Section messages = found.get();
        Optional<Yaml> prefix = messages.take("prefix");
        Optional<String> review = messages.text("review");
        if (review.isPresent() && !isLink(review.get())) {
            problems.add(
                    messages.place("review"),
                    "review: expected an https address with {case} in it, such as"
                            + " https://review.example.org/case/{case}");
        }
        Optional<String> ask = messages.text("ask");
        messages.end();
        return new Server.Messages(
                prefix.isEmpty()
                        ? ""
                        : new Scalars(problems).line("prefix", prefix.get()).orElse(""),
                review,
                ask);
    }

    private static boolean isLink(String review) {
        return review.contains(CASE)
                && WebAddress.of(review.replace(CASE, SOME_CASE)).isPresent();
    }
}

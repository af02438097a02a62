package dev.refwarden.policy.yaml;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads single values. What is none becomes a problem at its place, and nothing; the problem begins with the key that
 * the value is at, unless that is empty.
 */
public final class Scalars {
    private final Problems problems;

    public Scalars(Problems problems) {
        this.problems = problems;
    }

    /** Text as written, numbers and dates included; never empty, nothing in it that a person would not see. */
    public Optional<String> text(String key, Yaml node) {
        Optional<String> text = line(key, node);
        if (text.isPresent() && text.get().isBlank()) {
            problems.add(node.place(), key.isEmpty() ? "a text that is empty" : key + " is empty");
            return Optional.empty();
        }
        return text;
    }

    /** Text that may be empty when it is quoted. */
    public Optional<String> line(String key, Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar) || scalar.isNothing()) {
            return expected(key, "text", node);
        }
        String value = withoutLineEnd(scalar.value());
        if (!DisplayText.isPlain(value)) {
            String fault =
                    value.indexOf('\n') < 0 ? " holds a character that cannot be seen" : " is more than one line";
            problems.add(node.place(), subject(key) + DisplayText.quoted(value) + fault);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The line end of a block, as {@code |} and {@code >} make it, is not meant. */
    private static String withoutLineEnd(String value) {
        return value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
    }

    Optional<Boolean> flag(String key, Yaml node) {
        String word = bare(node);
        if (word.equals("true") || word.equals("false")) {
            return Optional.of(word.equals("true"));
        }
        return expected(key, "true or false", node);
    }

    Optional<Integer> number(String key, Yaml node, int least, int most) {
        String digits = bare(node);
        if (!isDecimal(digits)) {
            return expected(key, "a number", node);
        }
        int number = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (number < least || number > most) {
            String range = least == most ? String.valueOf(least) : "a number from " + least + " to " + most;
            problems.add(node.place(), subject(key) + "expected " + range + ", found " + digits);
            return Optional.empty();
        }
        return Optional.of(number);
    }

    Optional<Duration> duration(String key, Yaml node) {
        OptionalLong seconds = quantity(node, Quantity.SECONDS);
        if (seconds.isPresent()) {
            return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
        }
        return expected(key, "a duration such as 12h, in " + Quantity.SECONDS.unitNames(), node);
    }

    Optional<Long> size(String key, Yaml node) {
        OptionalLong bytes = quantity(node, Quantity.BYTES);
        if (bytes.isPresent()) {
            return Optional.of(bytes.getAsLong());
        }
        return expected(key, "a size such as 50MiB, in " + Quantity.BYTES.unitNames(), node);
    }

    Optional<Instant> moment(String key, Yaml node) {
        Optional<Instant> moment = node instanceof Yaml.Scalar scalar ? Moment.parse(scalar.value()) : Optional.empty();
        return moment.isPresent()
                ? moment
                : expected(key, "a time in UTC such as 2026-09-01 or 2026-09-01T08:00:00Z", node);
    }

    <T> Optional<T> word(String key, Yaml node, Words<T> words) {
        Optional<T> meaning = node instanceof Yaml.Scalar scalar ? words.meaning(scalar.value()) : Optional.empty();
        return meaning.isPresent() ? meaning : expected(key, words.choice(), node);
    }

    private static OptionalLong quantity(Yaml node, Quantity quantity) {
        return node instanceof Yaml.Scalar scalar ? quantity.parse(scalar.value()) : OptionalLong.empty();
    }

    /** What stood without quotes, which alone can be a number or a truth value. */
    private static String bare(Yaml node) {
        return node instanceof Yaml.Scalar scalar && !scalar.quoted() ? scalar.value() : "";
    }

    private static boolean isDecimal(String text) {
        if (text.isEmpty() || text.length() > 18 || (text.length() > 1 && text.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Reports that something else is at {@code node}; always nothing. */
    public <T> Optional<T> expected(String key, String what, Yaml node) {
        if (node instanceof Yaml.Refused) {
            return Optional.empty();
        }
        String found = node.kind();
        if (node instanceof Yaml.Scalar scalar && !scalar.isNothing()) {
            found = (scalar.quoted() ? "the text " : "") + DisplayText.quoted(scalar.value());
        }
        problems.add(node.place(), subject(key) + "expected " + what + ", found " + found);
        return Optional.empty();
    }

    private static String subject(String key) {
        return key.isEmpty() ? "" : key + ": ";
    }
}

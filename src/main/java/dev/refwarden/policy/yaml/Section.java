package dev.refwarden.policy.yaml;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One mapping, read key by key. Every key that is allowed is asked for, whether it is there or not; {@link #end} then
 * reports those that no one asked for. A value that cannot be read is reported and counts as absent.
 */
public final class Section {
    private final String name;
    private final Yaml node;
    private final List<Yaml.Entry> entries;
    private final int[] hashes;
    private final boolean[] taken;
    private final List<String> asked = new ArrayList<>(16);
    private final Problems problems;
    private final Scalars scalars;

    private Section(String name, Yaml node, List<Yaml.Entry> entries, Problems problems) {
        this.name = name;
        this.node = node;
        this.entries = entries;
        this.taken = new boolean[entries.size()];
        this.hashes = new int[entries.size()];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = entries.get(i).key().value().hashCode();
        }
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * @param name what the mapping is, for messages, such as {@code a rule}
     * @return nothing, and a problem, where {@code node} is not a mapping
     */
    public static Optional<Section> of(Yaml node, String name, Problems problems) {
        if (node instanceof Yaml.Mapping mapping) {
            return Optional.of(new Section(name, node, mapping.entries(), problems));
        }
        return new Scalars(problems).expected(name, "a mapping", node);
    }

    public Place place() {
        return node.place();
    }

    /** Where the value of {@code key} is, or the whole section where it is absent. */
    public Place place(String key) {
        int at = indexOf(key);
        return at < 0 ? place() : entries.get(at).value().place();
    }

    /** Every key that is there, for mappings whose keys are names. */
    public List<Yaml.Entry> entries() {
        return entries;
    }

    public boolean has(String key) {
        return indexOf(key) >= 0;
    }

    public Optional<Yaml> take(String key) {
        int at = ask(key);
        if (at < 0) {
            return Optional.empty();
        }
        Yaml.Entry entry = entries.get(at);
        if (entry.value() instanceof Yaml.Scalar scalar && scalar.isNothing()) {
            problems.add(entry.key().place(), key + " has no value");
            return Optional.empty();
        }
        return entry.value() instanceof Yaml.Refused ? Optional.empty() : Optional.of(entry.value());
    }

    /** Reports {@code key} where it is absent. */
    public Section require(String key) {
        if (!has(key)) {
            problems.add(place(), name + " needs " + key);
        }
        return this;
    }

    /** {@code key} has no meaning here, for this reason. */
    public void refuse(String key, String reason) {
        int at = ask(key);
        if (at >= 0) {
            problems.add(entries.get(at).key().place(), reason);
        }
    }

    public Optional<Section> section(String key) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? Optional.empty() : of(value.get(), key, problems);
    }

    public Optional<String> text(String key) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? Optional.empty() : scalars.text(key, value.get());
    }

    public boolean flag(String key, boolean otherwise) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? otherwise : scalars.flag(key, value.get()).orElse(otherwise);
    }

    public Optional<Integer> number(String key, int least, int most) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? Optional.empty() : scalars.number(key, value.get(), least, most);
    }

    public Optional<Duration> duration(String key) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? Optional.empty() : scalars.duration(key, value.get());
    }

    /** A duration that is not nothing. */
    public Optional<Duration> positiveDuration(String key) {
        Optional<Duration> duration = duration(key);
        if (duration.isPresent() && duration.get().isZero()) {
            problems.add(place(key), key + " must be longer than nothing");
            return Optional.empty();
        }
        return duration;
    }

    public long size(String key, long otherwise) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? otherwise : scalars.size(key, value.get()).orElse(otherwise);
    }

    public Optional<Instant> moment(String key) {
        Optional<Yaml> value = take(key);
        return value.isEmpty() ? Optional.empty() : scalars.moment(key, value.get());
    }

    public <T> T word(String key, Words<T> words, T otherwise) {
        Optional<Yaml> value = take(key);
        return value.isEmpty()
                ? otherwise
                : scalars.word(key, value.get(), words).orElse(otherwise);
    }

    /** The items of a list; none where it is absent or no list. */
    public List<Yaml> list(String key) {
        Optional<Yaml> value = take(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Yaml.Sequence sequence) {
            return sequence.items();
        }
        if (value.get() instanceof Yaml.Scalar scalar) {
            problems.add(
                    scalar.place(), key + ": expected a list, write [" + DisplayText.escaped(scalar.value()) + "]");
        } else {
            scalars.expected(key, "a list", value.get());
        }
        return List.of();
    }

    /** A list that may be absent but not empty. */
    public List<Yaml> filledList(String key) {
        List<Yaml> items = list(key);
        int at = indexOf(key);
        if (at >= 0
                && entries.get(at).value() instanceof Yaml.Sequence sequence
                && sequence.items().isEmpty()) {
            problems.add(sequence.place(), key + " is an empty list");
        }
        return items;
    }

    /** The items of a list that are text. */
    public List<String> texts(String key, List<Yaml> items) {
        List<String> texts = new ArrayList<>(items.size());
        for (Yaml item : items) {
            Optional<String> text = scalars.text(key, item);
            if (text.isPresent()) {
                texts.add(text.get());
            }
        }
        return texts;
    }

    /** The meanings of a list of words. */
    public <T> List<T> words(String key, List<Yaml> items, Words<T> words) {
        List<T> meanings = new ArrayList<>(items.size());
        for (Yaml item : items) {
            Optional<T> meaning = scalars.word(key, item, words);
            if (meaning.isPresent()) {
                meanings.add(meaning.get());
            }
        }
        return meanings;
    }

    /** Reports every key that was not asked for. */
    public void end() {
        for (int i = 0; i < taken.length; i++) {
            Yaml.Scalar key = entries.get(i).key();
            if (!taken[i]) {
                String hint = Suggestion.hint(key.value(), asked);
                problems.add(key.place(), "unknown key " + DisplayText.quoted(key.value()) + " in " + name + hint);
            }
        }
    }

    private int ask(String key) {
        asked.add(key);
        int at = indexOf(key);
        if (at >= 0) {
            taken[at] = true;
        }
        return at;
    }

    private int indexOf(String key) {
        // Every reader asks for all keys that there could be, and most are absent.
        int hash = key.hashCode();
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] == hash && entries.get(i).key().value().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}

package dev.refwarden.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One YAML file as a tree of {@link Yaml}. Built from the parser's events, so that no tag is ever
 * resolved, no alias followed and no object made: those, anchors and repeated keys are errors.
 */
public final class YamlReader {
    static final int MAX_DEPTH = 32;

    /** The parser's time grows with the square of a line's length. */
    static final int MAX_LINE = 64 << 10;

    /** Up to so many keys are compared one by one, which is quicker than to hash them. */
    private static final int FEW = 16;

    private static final LoaderOptions OPTIONS = options();

    private final String file;
    private final ParserImpl events;
    private final Problems problems;

    /** Ends the reading of a file: the parser's time grows with the square of the depth, so nothing may be passed over. */
    private static final class TooDeep extends RuntimeException {
        TooDeep() {
            super(null, null, false, false);
        }
    }

    private YamlReader(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.events = new ParserImpl(new StreamReader(text), OPTIONS);
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ConfigFolder.MAX_FILE);
        return options;
    }

    /** The file's one document; nothing, and a problem, where it has none or cannot be read. */
    public static Optional<Yaml> read(String file, byte[] bytes, Problems problems) {
        Optional<String> text = Utf8Text.decode(file, bytes, problems);
        if (text.isEmpty() || !hasShortLines(file, text.get(), problems)) {
            return Optional.empty();
        }
        try {
            return new YamlReader(file, text.get(), problems).document();
        } catch (TooDeep e) {
            return Optional.empty();
        } catch (YAMLException e) {
            YamlFault.report(file, text.get(), e, problems);
        }
        return Optional.empty();
    }

    private static boolean hasShortLines(String file, String text, Problems problems) {
        int line = 1;
        for (int start = 0; start < text.length(); line++) {
            int end = text.indexOf('\n', start);
            if ((end < 0 ? text.length() : end) - start > MAX_LINE) {
                problems.add(new Place(file, line, 1), "a line longer than " + MAX_LINE + " characters");
                return false;
            }
            start = end < 0 ? text.length() : end + 1;
        }
        return true;
    }

    private Optional<Yaml> document() {
        events.getEvent();
        Event start = events.getEvent();
        if (!(start instanceof DocumentStartEvent document)) {
            problems.add(Place.of(file), "is empty");
            return Optional.empty();
        }
        if (document.getTags() != null && !document.getTags().isEmpty()) {
            problems.add(place(start), "tags are not allowed");
        }
        Yaml root = node(events.getEvent(), 1);
        events.getEvent();
        Event end = events.getEvent();
        if (!(end instanceof StreamEndEvent)) {
            problems.add(place(end), "a second document; a file holds one");
        }
        return Optional.of(root);
    }

    private Yaml node(Event event, int depth) {
        Place place = place(event);
        if (event instanceof AliasEvent) {
            problems.add(place, "aliases are not allowed, and text that begins with * needs quotes");
            return new Yaml.Refused(place);
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            problems.add(place, "anchors are not allowed");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), place);
            return new Yaml.Scalar(scalar.getValue(), !scalar.isPlain(), place);
        }
        if (depth > MAX_DEPTH) {
            problems.add(place, "nested deeper than " + MAX_DEPTH + " levels");
            throw new TooDeep();
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(sequence.getTag(), place);
            return sequence(place, depth);
        }
        refuseTag(((MappingStartEvent) event).getTag(), place);
        return mapping(place, depth);
    }

    private void refuseTag(@Nullable String tag, Place place) {
        if (tag != null) {
            problems.add(place, "tags are not allowed");
        }
    }

    private Yaml sequence(Place place, int depth) {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.getEvent(); !(event instanceof SequenceEndEvent); event = events.getEvent()) {
            items.add(node(event, depth + 1));
        }
        return new Yaml.Sequence(items, place);
    }

    private Yaml mapping(Place place, int depth) {
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Event event = events.getEvent(); !(event instanceof MappingEndEvent); event = events.getEvent()) {
            Yaml key = node(event, depth + 1);
            Yaml value = node(events.getEvent(), depth + 1);
            if (key instanceof Yaml.Scalar name) {
                add(new Yaml.Entry(name, value), entries, seen);
            } else if (!(key instanceof Yaml.Refused)) {
                problems.add(key.place(), "expected a key, found " + key.kind());
            }
        }
        return new Yaml.Mapping(entries, place);
    }

    private void add(Yaml.Entry entry, List<Yaml.Entry> entries, Map<String, Place> seen) {
        Yaml.Scalar key = entry.key();
        if (key.value().equals("<<")) {
            problems.add(key.place(), "merge keys are not allowed, write it out");
            return;
        }
        Optional<Place> first = first(key.value(), entries, seen);
        if (first.isPresent()) {
            String again = DisplayText.quoted(key.value()) + " is a duplicate key, first defined on line "
                    + first.get().line();
            problems.add(key.place(), again);
            return;
        }
        entries.add(entry);
        if (entries.size() == FEW) {
            for (Yaml.Entry earlier : entries) {
                seen.put(earlier.key().value(), earlier.key().place());
            }
        } else if (entries.size() > FEW) {
            seen.put(key.value(), key.place());
        }
    }

    private static Optional<Place> first(String key, List<Yaml.Entry> entries, Map<String, Place> seen) {
        if (entries.size() >= FEW) {
            return Optional.ofNullable(seen.get(key));
        }
        for (Yaml.Entry entry : entries) {
            if (entry.key().value().equals(key)) {
                return Optional.of(entry.key().place());
            }
        }
        return Optional.empty();
    }

    private Place place(Event event) {
        Mark mark = event.getStartMark();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

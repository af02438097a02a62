package dev.refwarden.policy;

import dev.refwarden.policy.PlainYaml.Unusual;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands within one line of plain YAML: keys, text with and without quotes, flow lists and mappings. */
final class PlainScalars {
    /** Up to so many keys are compared one by one. */
    private static final int FEW = 24;

    private static final int LONGEST_KEY = 200;

    private final PlainBytes text;

    PlainScalars(PlainBytes text) {
        this.text = text;
    }

    /** How long the plain key is that begins here; 0 where there is none with a colon and a blank behind it. */
    int keyLength() {
        if (!text.is(0, PlainBytes.WORD)) {
            return 0;
        }
        int length = text.run(0, PlainBytes.KEY);
        return text.peek(length) == ':' && endsKey(text.peek(length + 1)) && length < LONGEST_KEY ? length : 0;
    }

    /** Whether a colon before this byte stands behind a key. */
    private static boolean endsKey(int next) {
        return next == ' ' || next == '\n' || next < 0;
    }

    /** A key that is there twice is an error, and many keys are left to a reader that does not compare each with each. */
    static void refuseRepeated(Yaml.Scalar key, List<Yaml.Entry> entries) throws Unusual {
        if (entries.size() > FEW) {
            throw new Unusual();
        }
        for (Yaml.Entry entry : entries) {
            if (entry.key().value().equals(key.value())) {
                throw new Unusual();
            }
        }
    }

    /** What begins here, in a block. */
    Yaml inline(int depth) throws Unusual {
        return switch (text.peek()) {
            case '[', '{' -> flow(depth);
            case '"', '\'' -> quoted();
            default -> plain();
        };
    }

    private Yaml flow(int depth) throws Unusual {
        return text.peek() == '[' ? sequence(depth) : mapping(depth);
    }

    private Yaml.Scalar quoted() throws Unusual {
        Place place = text.place();
        int quote = text.peek();
        int length = text.run(1, quote == '"' ? PlainBytes.IN_DOUBLE_QUOTES : PlainBytes.IN_SINGLE_QUOTES);
        if (text.peek(length + 1) != quote) {
            throw new Unusual();
        }
        text.skip(1);
        String value = text.take(length);
        text.skip(1);
        if (text.peek() == quote) {
            throw new Unusual();
        }
        return new Yaml.Scalar(value, true, place);
    }

    /** Text to the line's end or to a comment. */
    private Yaml.Scalar plain() throws Unusual {
        refuseStart();
        int length = 0;
        while (true) {
            length += text.run(length, PlainBytes.PLAIN);
            int c = text.peek(length);
            boolean comment = c == '#' && text.peek(length - 1) == ' ';
            if (c == '\n' || length == text.rest() || comment) {
                return scalar(length);
            }
            boolean inside = c == '#' || (c == ':' && !endsKey(text.peek(length + 1)));
            if (!inside) {
                throw new Unusual();
            }
            length++;
        }
    }

    private void refuseStart() throws Unusual {
        int c = text.peek();
        if (!text.is(0, PlainBytes.WORD) && c != '/' && c != '.') {
            throw new Unusual();
        }
    }

    /** Plain text of so many bytes, less the blanks at its end. */
    private Yaml.Scalar scalar(int length) {
        Place place = text.place();
        int end = length;
        while (end > 0 && text.peek(end - 1) == ' ') {
            end--;
        }
        return new Yaml.Scalar(text.take(end), false, place);
    }

    private Yaml.Sequence sequence(int depth) throws Unusual {
        PlainYaml.refuseDepth(depth);
        Place place = text.place();
        List<Yaml> items = new ArrayList<>();
        boolean more = opens(']');
        while (more) {
            items.add(item(depth + 1));
            more = goesOn(']');
        }
        return new Yaml.Sequence(items, place);
    }

    private Yaml.Mapping mapping(int depth) throws Unusual {
        PlainYaml.refuseDepth(depth);
        Place place = text.place();
        List<Yaml.Entry> entries = new ArrayList<>();
        boolean more = opens('}');
        while (more) {
            int length = keyLength();
            if (length == 0) {
                throw new Unusual();
            }
            Yaml.Scalar key = scalar(length);
            refuseRepeated(key, entries);
            text.skip(1);
            text.skipBlanks();
            entries.add(new Yaml.Entry(key, item(depth + 1)));
            more = goesOn('}');
        }
        return new Yaml.Mapping(entries, place);
    }

    /** Passes over the opening bracket; whether anything stands before the closing one. */
    private boolean opens(char closing) {
        text.skip(1);
        text.skipBlanks();
        boolean empty = text.peek() == closing;
        text.skip(empty ? 1 : 0);
        return !empty;
    }

    /** Passes over what stands behind an item; whether there is another. */
    private boolean goesOn(char closing) throws Unusual {
        text.skipBlanks();
        int c = text.peek();
        if (c != ',' && c != closing) {
            throw new Unusual();
        }
        text.skip(1);
        if (c == ',') {
            text.skipBlanks();
        }
        return c == ',';
    }

    private Yaml item(int depth) throws Unusual {
        return switch (text.peek()) {
            case '[', '{' -> flow(depth);
            case '"', '\'' -> quoted();
            default -> plainItem();
        };
    }

    /** Text to the next comma or closing bracket. */
    private Yaml.Scalar plainItem() throws Unusual {
        refuseStart();
        int length = text.run(0, PlainBytes.ITEM);
        while (text.peek(length) == ':' && (text.is(length + 1, PlainBytes.WORD) || text.peek(length + 1) == '/')) {
            length += 1 + text.run(length + 1, PlainBytes.ITEM);
        }
        int c = text.peek(length);
        if (c != ',' && c != ']' && c != '}') {
            throw new Unusual();
        }
        return scalar(length);
    }
}

package dev.refwarden.policy;

import dev.refwarden.policy.PlainYaml.Unusual;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands within one line of plain YAML: keys, text with and without quotes, flow lists and mappings. */
final class PlainScalars {
    /** Up to so many keys are compared one by one. */
    private static final int FEW = 24;

    private static final int LONGEST_KEY = 200;

    /** What plain text in a flow list may hold beside letters and digits. */
    private static final String INSIDE = " -./*@+=~$%()^";

    private final PlainBytes text;

    PlainScalars(PlainBytes text) {
        this.text = text;
    }

    /** How long the plain key is that begins here; 0 where there is none with a colon and a blank behind it. */
    int keyLength() {
        int length = 0;
        int next = text.peek();
        while (isWord(next) || (length > 0 && (next == '-' || next == '.'))) {
            length++;
            next = text.peek(length);
        }
        int after = text.peek(length + 1);
        boolean ends = next == ':' && (after == ' ' || after == '\n' || after < 0);
        return ends && length < LONGEST_KEY ? length : 0;
    }

    private static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
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
        int length = 0;
        while (text.peek(length + 1) != quote) {
            int c = text.peek(length + 1);
            if (c < 0 || c == '\n' || (quote == '"' && c == '\\')) {
                throw new Unusual();
            }
            length++;
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
        int end = 0;
        int c = text.peek();
        while (c >= 0 && c != '\n' && !(c == '#' && length > end)) {
            length++;
            end = c == ' ' ? end : length;
            int next = text.peek(length);
            if (c == ':' && (next == ' ' || next == '\n' || next < 0)) {
                throw new Unusual();
            }
            c = next;
        }
        return scalar(end);
    }

    private void refuseStart() throws Unusual {
        int c = text.peek();
        if (!isWord(c) && c != '/' && c != '.') {
            throw new Unusual();
        }
    }

    private Yaml.Scalar scalar(int length) {
        Place place = text.place();
        return new Yaml.Scalar(text.take(length), false, place);
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
        int length = 0;
        int end = 0;
        int c = text.peek();
        while (c != ',' && c != ']' && c != '}') {
            int next = text.peek(length + 1);
            boolean colon = c == ':' && (isWord(next) || next == '/');
            if (!colon && !isWord(c) && INSIDE.indexOf(c) < 0) {
                throw new Unusual();
            }
            length++;
            end = c == ' ' ? end : length;
            c = next;
        }
        return scalar(end);
    }
}

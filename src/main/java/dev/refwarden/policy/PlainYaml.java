package dev.refwarden.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML as most people write it, several times faster than a parser that knows all of it: block mappings and lists
 * of plain keys, flow ones within a line, text in one line, comments. Whatever else a file holds, every error included, is
 * left to {@link YamlReader}, so that this reader either gives the same tree or none.
 *
 * <p>Source: YAML 1.1, as SnakeYAML reads it; tests hold the two together.
 */
final class PlainYaml {
    /** Somewhat less than is allowed, so that only the other reader tells what is too deep. */
    private static final int MAX_DEPTH = YamlReader.MAX_DEPTH - 4;

    private final PlainBytes text;
    private final PlainScalars scalars;

    private PlainYaml(PlainBytes text) {
        this.text = text;
        this.scalars = new PlainScalars(text);
    }

    /** The file's one document; nothing where it holds anything unusual. */
    static Optional<Yaml> read(String file, byte[] bytes) {
        PlainBytes text = new PlainBytes(file, bytes);
        try {
            text.nextContent();
            if (text.isAtEnd() || text.column() != 0) {
                return Optional.empty();
            }
            Yaml root = new PlainYaml(text).block(1);
            return text.isAtEnd() ? Optional.of(root) : Optional.empty();
        } catch (Unusual e) {
            return Optional.empty();
        }
    }

    /** A mapping or a list whose first line begins here. */
    private Yaml block(int depth) throws Unusual {
        return isDash() ? sequence(depth) : mapping(depth);
    }

    private Yaml.Mapping mapping(int depth) throws Unusual {
        refuseDepth(depth);
        int indent = text.column();
        Place place = text.place();
        List<Yaml.Entry> entries = new ArrayList<>();
        do {
            if (isDash()) {
                throw new Unusual();
            }
            Yaml.Scalar key = key(entries);
            entries.add(new Yaml.Entry(key, value(indent, depth + 1)));
        } while (continues(indent));
        return new Yaml.Mapping(entries, place);
    }

    private Yaml.Scalar key(List<Yaml.Entry> entries) throws Unusual {
        int length = scalars.keyLength();
        if (length == 0) {
            throw new Unusual();
        }
        Place place = text.place();
        Yaml.Scalar key = new Yaml.Scalar(text.take(length), false, place);
        PlainScalars.refuseRepeated(key, entries);
        text.skip(1);
        return key;
    }

    /** What stands behind a key's colon, or in the lines below it. */
    private Yaml value(int indent, int depth) throws Unusual {
        text.skipBlanks();
        if (!text.isAtLineEnd() && text.peek() != '#') {
            return inline(indent, depth);
        }
        text.nextContent();
        boolean deeper = !text.isAtEnd() && text.column() > indent;
        // A list may stand as far to the left as its key.
        if (deeper || (!text.isAtEnd() && text.column() == indent && isDash())) {
            return block(depth);
        }
        throw new Unusual();
    }

    private Yaml.Sequence sequence(int depth) throws Unusual {
        refuseDepth(depth);
        int indent = text.column();
        Place place = text.place();
        List<Yaml> items = new ArrayList<>();
        do {
            text.skip(1);
            text.skipBlanks();
            if (text.isAtLineEnd() || isDash()) {
                throw new Unusual();
            }
            items.add(scalars.keyLength() > 0 ? mapping(depth + 1) : inline(indent, depth + 1));
        } while (continues(indent) && isDash());
        return new Yaml.Sequence(items, place);
    }

    /** What stands within one line, and must not go on in the next. */
    private Yaml inline(int indent, int depth) throws Unusual {
        Yaml value = scalars.inline(depth);
        boolean blank = text.peek() == ' ';
        text.skipBlanks();
        if (!text.isAtLineEnd() && !(blank && text.peek() == '#')) {
            throw new Unusual();
        }
        text.nextContent();
        if (!text.isAtEnd() && text.column() > indent) {
            throw new Unusual();
        }
        return value;
    }

    /** Whether the next line goes on with the mapping or list that stands so far to the right. */
    private boolean continues(int indent) throws Unusual {
        if (!text.isAtEnd() && text.column() > indent) {
            throw new Unusual();
        }
        return !text.isAtEnd() && text.column() == indent;
    }

    private boolean isDash() {
        return text.peek() == '-' && (text.peek(1) == ' ' || text.peek(1) == '\n' || text.peek(1) < 0);
    }

    static void refuseDepth(int depth) throws Unusual {
        if (depth > MAX_DEPTH) {
            throw new Unusual();
        }
    }

    /** Ends the attempt. */
    static final class Unusual extends Exception {
        Unusual() {
            super(null, null, false, false);
        }
    }
}

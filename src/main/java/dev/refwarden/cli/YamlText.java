package dev.refwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a YAML file, changed line by line, so that comments, order and quoting of everything else stay as they
 * are. Knows only as much of YAML as files in the usual style need; what it made is read back before it counts.
 */
final class YamlText {
    private final List<String> lines;
    private final String lineEnd;

    YamlText(String text) {
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        this.lines = new ArrayList<>(List.of(text.split("\r?\n", -1)));
        if (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
    }

    @Override
    public String toString() {
        return String.join(lineEnd, lines) + lineEnd;
    }

    /** Sets a field of the mapping that begins at this line and column, both counted from 1. */
    void set(int line, int column, String field, String value) {
        String first = lines.get(line - 1);
        if (first.charAt(Math.min(column, first.length()) - 1) == '{') {
            setInFlow(line - 1, column - 1, field, value);
            return;
        }
        String indent = " ".repeat(column - 1);
        int end = blockEnd(line - 1, column - 1);
        for (int i = line - 1; i < end; i++) {
            boolean own = i == line - 1
                    ? first.startsWith(field + ":", column - 1)
                    : lines.get(i).startsWith(indent + field + ":");
            if (own) {
                String before = lines.get(i).substring(0, lines.get(i).indexOf(field + ":"));
                lines.set(i, before + field + ": " + value + comment(lines.get(i)));
                return;
            }
        }
        lines.add(end, indent + field + ": " + value);
    }

    /** Sets a field of the file's own mapping. */
    void setTop(String field, String value) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(field + ":")) {
                lines.set(i, field + ": " + value + comment(lines.get(i)));
                return;
            }
        }
        lines.add(field + ": " + value);
    }

    /** Adds an item, given as its lines without indentation, to a list of the file's own mapping. */
    void addItem(String list, List<String> item) {
        Optional<Integer> at = Optional.empty();
        for (int i = 0; i < lines.size() && at.isEmpty(); i++) {
            at = lines.get(i).startsWith(list + ":") ? Optional.of(i) : at;
        }
        if (at.isEmpty()) {
            lines.add(list + ":");
            at = Optional.of(lines.size() - 1);
        } else if (lines.get(at.get()).matches(list + ":\\s*\\[\\s*]\\s*(#.*)?")) {
            lines.set(at.get(), list + ":");
        }
        int end = listEnd(at.get());
        String indent = itemIndent(at.get(), end);
        for (int i = 0; i < item.size(); i++) {
            lines.add(end + i, indent + (i == 0 ? "- " : "  ") + item.get(i));
        }
    }

    /** The line behind the last one of a block mapping. */
    private int blockEnd(int first, int indent) {
        int end = first + 1;
        for (int i = first + 1; i < lines.size(); i++) {
            if (isBlank(lines.get(i))) {
                continue;
            }
            if (indentOf(lines.get(i)) < indent) {
                return end;
            }
            end = i + 1;
        }
        return end;
    }

    private int listEnd(int first) {
        int end = first + 1;
        for (int i = first + 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!isBlank(line) && indentOf(line) == 0 && !line.startsWith("- ")) {
                return end;
            }
            end = isBlank(line) ? end : i + 1;
        }
        return end;
    }

    private String itemIndent(int first, int end) {
        for (int i = first + 1; i < end; i++) {
            if (lines.get(i).strip().startsWith("- ")) {
                return " ".repeat(indentOf(lines.get(i)));
            }
        }
        return "  ";
    }

    /** Within braces on one line. */
    private void setInFlow(int line, int column, String field, String value) {
        String text = lines.get(line);
        int close = closing(text, column);
        String inside = text.substring(column + 1, close);
        String changed = inside.matches("(?s).*(^|[,\\s])" + field + "\\s*:.*")
                ? inside.replaceFirst("(^|[,\\s])" + field + "\\s*:\\s*[^,}]*", "$1" + field + ": " + value)
                : inside.stripTrailing() + ", " + field + ": " + value;
        lines.set(line, text.substring(0, column + 1) + changed + text.substring(close));
    }

    private static int closing(String text, int open) {
        char quote = 0;
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "braces that go on over several lines are beyond this command; edit the file");
    }

    private static String comment(String line) {
        int at = line.indexOf(" #");
        return at < 0 ? "" : line.substring(at);
    }

    private static boolean isBlank(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}

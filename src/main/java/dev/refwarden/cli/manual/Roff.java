package dev.refwarden.cli.manual;

/** Text as man pages are written: nothing in it is an instruction, and hyphens can be copied into a shell. */
final class Roff {
    private static final int ASCII = 0x7f;

    private final StringBuilder page = new StringBuilder();

    /** An instruction, with arguments that may hold anything. */
    Roff macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(" \"").append(safe(argument).replace("\"", "\\(dq")).append('"');
        }
        page.append('\n');
        return this;
    }

    /** A line of what {@link #plain}, {@link #bold} and {@link #italic} gave. */
    Roff line(String marked) {
        page.append(marked.startsWith(".") || marked.startsWith("'") ? "\\&" : "")
                .append(marked)
                .append('\n');
        return this;
    }

    static String plain(String text) {
        return safe(text);
    }

    static String bold(String text) {
        return "\\fB" + safe(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + safe(text) + "\\fR";
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> safe.append("\\e");
                case '-' -> safe.append("\\-");
                case '\'' -> safe.append("\\(aq");
                case '`' -> safe.append("\\(ga");
                case '^' -> safe.append("\\(ha");
                case '~' -> safe.append("\\(ti");
                case '\n' -> safe.append(' ');
                default -> {
                    if (point > ASCII) {
                        safe.append(String.format("\\[u%04X]", point));
                    } else {
                        safe.appendCodePoint(point);
                    }
                }
            }
        });
        return safe.toString();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}

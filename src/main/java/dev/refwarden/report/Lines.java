package dev.refwarden.report;

/** Collects the lines of one message, each with its prefix. */
final class Lines {
    private final StringBuilder out = new StringBuilder();
    private final String prefix;

    /** @param serverPrefix what the Git server wants before every line that it passes on */
    Lines(String serverPrefix) {
        this.prefix = serverPrefix + "refwarden: ";
    }

    void add(String line) {
        out.append(prefix).append(line).append('\n');
    }

    void hint(String line) {
        add("hint: " + line);
    }

    /** A command to paste. */
    void command(String command) {
        hint("  " + command);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

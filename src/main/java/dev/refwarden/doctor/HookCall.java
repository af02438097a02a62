package dev.refwarden.doctor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command that the installer writes: which program judges, by which rules, with which state. */
record HookCall(Path program, Path config, Path state) {
    /** Absent where it is another command. */
    static Optional<HookCall> parse(String command) {
        List<String> words = words(command);
        boolean ours = words.size() == 6
                && words.get(1).equals("pre-receive")
                && words.get(2).equals("--config")
                && words.get(4).equals("--state");
        return ours
                ? Optional.of(new HookCall(Path.of(words.get(0)), Path.of(words.get(3)), Path.of(words.get(5))))
                : Optional.empty();
    }

    /** Splits as a shell does, as far as single quotes and backslashes go. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
                begun = true;
            } else if (c == '\\' && !quoted && i + 1 < command.length()) {
                word.append(command.charAt(++i));
                begun = true;
            } else if (c == ' ' && !quoted) {
                add(words, word, begun);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        add(words, word, begun);
        return words;
    }

    private static void add(List<String> words, StringBuilder word, boolean begun) {
        if (begun) {
            // Hooks are read byte by byte; names of files are UTF-8.
            words.add(new String(word.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        word.setLength(0);
    }
}

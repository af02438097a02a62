package dev.refwarden.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** One file of the log, such as {@code decisions-000001.jsonl}. */
public record LogFile(Path path, int number) implements Comparable<LogFile> {
    private static final String PREFIX = "decisions-";
    private static final String SUFFIX = ".jsonl";
    private static final int DIGITS = 6;

    static LogFile of(Path folder, int number) {
        String digits = Integer.toString(number);
        String padded = "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
        return new LogFile(folder.resolve(PREFIX + padded + SUFFIX), number);
    }

    LogFile next() {
        return of(Objects.requireNonNull(path.getParent()), number + 1);
    }

    /** The name within its folder, such as {@code decisions-000001.jsonl}. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** All files of the log in their order; none where there is no log yet. */
    public static List<LogFile> in(StateFolder state) throws IOException {
        return in(state.logs());
    }

    /** All files of a log in their order; none where there is no log yet. */
    static List<LogFile> in(Path folder) throws IOException {
        List<LogFile> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                int number = numberOf(path.getFileName().toString());
                if (number > 0) {
                    files.add(new LogFile(path, number));
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    @Override
    public int compareTo(LogFile other) {
        return Integer.compare(number, other.number);
    }

    private static int numberOf(String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return 0;
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        if (digits.length() < DIGITS || digits.length() > 9) {
            return 0;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(digits);
    }
}

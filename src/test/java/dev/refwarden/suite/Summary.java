package dev.refwarden.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The last lines of a run: how many tests each part played and how long it took, the slowest, and by name and reason what was not
 * played. Printed, and written to {@code target/played/summary.txt}.
 */
public final class Summary {
    private static final int SLOWEST = 5;

    private record Test(String name, long millis) {}

    private record Part(long from, long to, List<Test> tests) {
        Part plus(Part other) {
            List<Test> all = new ArrayList<>(tests);
            all.addAll(other.tests);
            return new Part(Math.min(from, other.from), Math.max(to, other.to), all);
        }
    }

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, List<String>> skipped = new TreeMap<>();

    private Summary() {}

    /** @param arguments the folder with what the processes wrote, and when the build began, as an instant */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Instant begin = Instant.parse(arguments[1]);
        Summary summary = new Summary();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".tsv") && isNewer(name, begin))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                summary.read(file);
            }
        }
        String text = summary.text(begin.toEpochMilli(), System.currentTimeMillis());
        Files.writeString(folder.resolve("summary.txt"), text);
        System.out.print(text);
    }

    private static boolean isNewer(Path file, Instant begin) {
        return file.toFile().lastModified() >= begin.toEpochMilli();
    }

    private void read(Path file) throws IOException {
        String part = String.valueOf(file.getFileName()).replaceFirst("-[0-9]+\\.tsv$", "");
        List<Test> tests = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "test" -> tests.add(new Test(fields[1], Long.parseLong(fields[2])));
                case "skipped" ->
                    skipped.computeIfAbsent(fields[2], reason -> new ArrayList<>())
                            .add(fields[1]);
                default -> {
                    Part read = new Part(Long.parseLong(fields[1]), Long.parseLong(fields[2]), tests);
                    parts.merge(part, read, Part::plus);
                    tests = new ArrayList<>();
                }
            }
        }
    }

    private String text(long begin, long end) {
        StringBuilder out = new StringBuilder("\nTests, and how long each part took:\n");
        long firstTest = end;
        for (Part part : parts.values()) {
            firstTest = Math.min(firstTest, part.from);
        }
        long tested = 0;
        for (Map.Entry<String, Part> part : parts.entrySet()) {
            long took = part.getValue().to - part.getValue().from;
            tested += took;
            row(out, took, part.getKey() + " tests: " + part.getValue().tests.size());
            part.getValue().tests.stream()
                    .sorted(Comparator.comparingLong(Test::millis).reversed())
                    .limit(SLOWEST)
                    .forEach(test -> row(out, test.millis, "  " + test.name));
        }
        row(out, firstTest - begin, "checking, compiling, before the first test");
        row(out, end - begin - tested - (firstTest - begin), "packaging, and between the parts");
        row(out, end - begin, "all");
        out.append(skipped.isEmpty() ? "Everything was run.\n" : "NOT RUN:\n");
        skipped.forEach((reason, names) -> {
            out.append("  ").append(reason).append('\n');
            names.stream()
                    .distinct()
                    .forEach(name -> out.append("    ").append(name).append('\n'));
        });
        return out.toString();
    }

    private static void row(StringBuilder out, long millis, String what) {
        out.append(String.format("  %7.1f s  %s%n", millis / 1000.0, what));
    }
}

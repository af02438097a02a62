package dev.refwarden.git.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** A base and two branches of it that move files to the same few names, some of files much like each other. */
final class RandomRenames {
    private static final List<String> NAMES = List.of("t0", "t1", "a/t0", "a/t2", "b/t1", "b/c/t3", "d/t0", "d/t1");

    private static final List<String> FOLDERS = List.of("", "a/", "b/", "d/", "e/f/");

    private final int pair;
    private final Random random;

    RandomRenames(int pair) {
        this.pair = pair;
        this.random = new Random(pair);
    }

    private record File(String mode, String text) {}

    boolean isCrissCross() {
        return pair % 4 == 3;
    }

    /** As git fast-import reads it. */
    void write(StringBuilder to) {
        Map<String, File> base = new TreeMap<>();
        String text = text(12 + random.nextInt(20));
        for (int i = 0; i < 6; i++) {
            text = random.nextInt(3) == 0 ? edited(text, 1 + random.nextInt(8)) : text(12 + random.nextInt(20));
            base.put(
                    (i % 3 == 0 ? "a/" : i % 3 == 1 ? "b/c/" : "") + "file" + i,
                    new File("100644", i == 5 && random.nextInt(8) == 0 ? "" : text));
        }
        commit(to, "base", base);
        if (!isCrissCross()) {
            commit(to, "ours", changed(base), "base");
            commit(to, "theirs", changed(base), "base");
        } else {
            crissCross(to, base);
        }
    }

    /** Two branches that have both been merged into each other. */
    private void crissCross(StringBuilder to, Map<String, File> base) {
        Map<String, File> one = changed(base);
        Map<String, File> other = changed(base);
        commit(to, "one", one, "base");
        commit(to, "other", other, "base");
        commit(to, "ours", changed(one), "one", "other");
        commit(to, "theirs", random.nextBoolean() ? changed(one) : changed(other), "one", "other");
    }

    private Map<String, File> changed(Map<String, File> base) {
        Map<String, File> files = new TreeMap<>(base);
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            List<String> names = new ArrayList<>(files.keySet());
            String name = names.get(random.nextInt(names.size()));
            File file = Objects.requireNonNull(files.get(name));
            switch (random.nextInt(12)) {
                case 0 -> files.remove(name);
                case 1, 2 -> move(files, name, target(), file);
                case 3, 4 -> move(files, name, target(), edited(file, 1 + random.nextInt(10)));
                case 5 ->
                    move(
                            files,
                            name,
                            FOLDERS.get(random.nextInt(FOLDERS.size())) + lastName(name),
                            edited(file, random.nextInt(5)));
                case 6 -> files.put(target(), random.nextBoolean() ? file : new File("100644", text(10)));
                case 7 -> files.put(name, new File(random.nextBoolean() ? "100755" : "120000", file.text()));
                case 8 -> move(files, name, name + (isCrissCross() ? ".x" : "/inner"), edited(file, random.nextInt(2)));
                default -> files.put(name, edited(file, 1 + random.nextInt(3)));
            }
        }
        return files;
    }

    private String target() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Whatever is in the way goes. */
    private static void move(Map<String, File> files, String from, String to, File file) {
        files.remove(from);
        files.keySet().removeIf(name -> name.startsWith(to + "/") || to.startsWith(name + "/"));
        files.put(to, file);
    }

    private File edited(File file, int times) {
        return new File(file.mode(), edited(file.text(), times));
    }

    private String edited(String text, int times) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(lines.size());
            if (random.nextInt(3) == 0) {
                lines.add(at, "added " + random.nextInt(1000));
            } else {
                lines.set(at, "changed " + random.nextInt(1000));
            }
        }
        return String.join("\n", lines);
    }

    private String text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("a line ").append(random.nextInt(500)).append('\n');
        }
        return text.toString();
    }

    private void commit(StringBuilder to, String branch, Map<String, File> files, String... from) {
        to.append("commit refs/heads/").append(branch).append(pair).append('\n');
        to.append("committer a <a> ").append(1_700_000_000 + pair).append(" +0000\ndata 0\n");
        for (int i = 0; i < from.length; i++) {
            to.append(i == 0 ? "from refs/heads/" : "merge refs/heads/")
                    .append(from[i])
                    .append(pair)
                    .append('\n');
        }
        to.append("deleteall\n");
        files.forEach((name, file) -> to.append("M ")
                .append(file.mode())
                .append(" inline ")
                .append(name)
                .append("\ndata ")
                .append(file.text().length())
                .append('\n')
                .append(file.text())
                .append('\n'));
    }
}

package dev.refwarden.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TreeChangesTest {
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100644;
    private static final int LINK = 0120000;

    private final Random random = new Random(20_260_101);
    private final Map<ObjectId, Tree> trees = new HashMap<>();
    private final List<ObjectId> asked = new ArrayList<>();
    private int ids;

    /** Every path that differs from each of the others, told by comparing whole lists of files. */
    @Test
    void findsEveryPathThatDiffers() {
        for (int round = 0; round < 2_000; round++) {
            trees.clear();
            ObjectId tree = random(3);
            List<ObjectId> others = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                others.add(random.nextInt(8) == 0 ? tree : random(3));
            }
            Set<String> expected = new TreeSet<>();
            Map<String, String> mine = files(tree);
            List<Map<String, String>> theirs = others.stream().map(this::files).toList();
            Set<String> paths = new TreeSet<>(mine.keySet());
            theirs.forEach(files -> paths.addAll(files.keySet()));
            for (String path : paths) {
                String here = mine.getOrDefault(path, "");
                if (theirs.stream()
                        .noneMatch(files -> files.getOrDefault(path, "").equals(here))) {
                    expected.add(path);
                }
            }
            assertThat(new TreeChanges<>(this::read, new Paths(false)).compare("", tree, others))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatIsOutOfOrderIsComparedByName() {
        ObjectId one = tree(file("b", 1), file("a", 2), file("c", 3));
        ObjectId other = tree(file("a", 2), file("b", 1), file("c", 4));
        assertThat(new TreeChanges<>(this::read, new Paths(false)).compare("", one, List.of(other)))
                .containsExactly("c");
    }

    @Test
    void foldersThatHoldEachOtherManyTimesAreReadOnce() {
        ObjectId tree = tree(file("x", 1));
        for (int level = 0; level < 100; level++) {
            Tree.Entry[] folders = new Tree.Entry[10];
            for (int i = 0; i < folders.length; i++) {
                folders[i] = new Tree.Entry(FOLDER, "f" + i, tree);
            }
            tree = tree(folders);
        }
        BigInteger[] found =
                new TreeChanges<>(this::read, new Count()).compare("", tree, List.of(ObjectFormat.SHA1.nullId()));
        assertThat(found[0]).isEqualTo(BigInteger.TEN.pow(100));
        assertThat(asked).hasSize(102);
    }

    @Test
    void foldersInWhichNothingIsLookedForAreNotRead() {
        ObjectId inside = tree(file("x", 1));
        ObjectId root =
                tree(new Tree.Entry(FOLDER, "closed", inside), new Tree.Entry(FOLDER, "open", tree(file("y", 2))));
        assertThat(new TreeChanges<>(this::read, new Paths(true)).compare("", root, List.of()))
                .containsExactly("open/y");
        assertThat(asked).doesNotContain(inside);
    }

    @Test
    void foldersAsDeepAsNobodyReadsAreTold() {
        ObjectId tree = tree(file("x", 1));
        for (int level = 0; level < 2_000; level++) {
            tree = tree(new Tree.Entry(FOLDER, "d", tree));
        }
        Paths paths = new Paths(false);
        new TreeChanges<>(this::read, paths).compare("", tree, List.of());
        assertThat(paths.deep).isTrue();
    }

    private Optional<Tree> read(ObjectId id) {
        asked.add(id);
        return Optional.of(trees.getOrDefault(id, Tree.EMPTY));
    }

    private ObjectId random(int depth) {
        TreeMap<String, Tree.Entry> entries = new TreeMap<>();
        for (String name : List.of("a", "a.b", "a0", "b")) {
            int kind = random.nextInt(depth > 0 ? 6 : 4);
            if (kind >= 4) {
                entries.put(name + "/", new Tree.Entry(FOLDER, name, random(depth - 1)));
            } else if (kind >= 2) {
                entries.put(
                        name, new Tree.Entry(random.nextInt(5) == 0 ? LINK : FILE, name, id(random.nextInt(3) + 1)));
            }
        }
        return tree(entries.values().toArray(Tree.Entry[]::new));
    }

    private Map<String, String> files(ObjectId id) {
        Map<String, String> files = new TreeMap<>();
        for (Tree.Entry entry : trees.getOrDefault(id, Tree.EMPTY).entries()) {
            if (entry.isFolder()) {
                files(entry.id()).forEach((path, file) -> files.put(entry.name() + "/" + path, file));
            } else {
                files.put(entry.name(), entry.mode() + " " + entry.id());
            }
        }
        return files;
    }

    private ObjectId tree(Tree.Entry... entries) {
        Tree tree = new Tree(List.of(entries));
        for (Map.Entry<ObjectId, Tree> known : trees.entrySet()) {
            if (known.getValue().equals(tree)) {
                return known.getKey();
            }
        }
        ObjectId id = id(1_000 + ids++);
        trees.put(id, tree);
        return id;
    }

    private static Tree.Entry file(String name, int content) {
        return new Tree.Entry(FILE, name, id(content));
    }

    private static ObjectId id(int number) {
        return ObjectId.fromHex(String.format("%040x", number));
    }

    /** Paths themselves; with {@code closed} no folder of that name is looked into. */
    private static final class Paths implements TreeChanges.Search<String, Set<String>> {
        private final boolean closed;
        private boolean deep;

        Paths(boolean closed) {
            this.closed = closed;
        }

        @Override
        public Set<String> nothing() {
            return new TreeSet<>();
        }

        @Override
        public String below(String place, String name) {
            return place + name + "/";
        }

        @Override
        public boolean isFutile(String place) {
            return closed && place.equals("closed/");
        }

        @Override
        public void changed(Set<String> found, String place, String name, boolean elsewhere) {
            found.add(name);
        }

        @Override
        public void add(Set<String> found, String name, Set<String> below) {
            below.forEach(path -> found.add(name + "/" + path));
        }

        @Override
        public void tooDeep() {
            deep = true;
        }

        @Override
        public boolean isEnough(Set<String> found) {
            return false;
        }
    }

    /** How many paths; wherever they are. */
    private static final class Count implements TreeChanges.Search<String, BigInteger[]> {
        @Override
        public BigInteger[] nothing() {
            return new BigInteger[] {BigInteger.ZERO};
        }

        @Override
        public String below(String place, String name) {
            return place;
        }

        @Override
        public boolean isFutile(String place) {
            return false;
        }

        @Override
        public void changed(BigInteger[] found, String place, String name, boolean elsewhere) {
            found[0] = found[0].add(BigInteger.ONE);
        }

        @Override
        public void add(BigInteger[] found, String name, BigInteger[] below) {
            found[0] = found[0].add(below[0]);
        }

        @Override
        public void tooDeep() {
            throw new AssertionError("not deep");
        }

        @Override
        public boolean isEnough(BigInteger[] found) {
            return false;
        }
    }
}

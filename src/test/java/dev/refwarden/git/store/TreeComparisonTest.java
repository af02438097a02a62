package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever was pushed, what is shown of it is there soon, and says what it leaves out. */
class TreeComparisonTest {
    private static final int MOST_FILES = 300;

    private final Repository repository = new InMemoryRepository(new DfsRepositoryDescription("app"));
    private final ObjectInserter inserter = repository.newObjectInserter();

    @AfterEach
    void close() {
        inserter.close();
        repository.close();
    }

    private org.eclipse.jgit.lib.ObjectId blob(String text) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    private org.eclipse.jgit.lib.ObjectId tree(FileMode mode, Map<String, org.eclipse.jgit.lib.ObjectId> entries)
            throws IOException {
        TreeFormatter tree = new TreeFormatter();
        entries.forEach((name, id) -> tree.append(name, mode, id));
        return inserter.insert(tree);
    }

    private TreeComparison.Difference difference(
            org.eclipse.jgit.lib.ObjectId before, org.eclipse.jgit.lib.ObjectId after)
            throws IOException, UnreadableTree {
        inserter.flush();
        RepositoryKind kind = new RepositoryKind(ObjectFormat.SHA1, false, Path.of("."), repository.getConfig());
        try (TreeComparison comparison =
                new TreeComparison(JGitStorage.borrow(repository, kind), MOST_FILES, 10_000, name -> false)) {
            return comparison.between(List.of(id(before)), id(after));
        }
    }

    private static ObjectId id(org.eclipse.jgit.lib.ObjectId id) {
        return ObjectId.fromHex(id.name());
    }

    private static String text(int number, int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("line ").append(i).append(" of file ").append(number).append('\n');
        }
        return text.toString();
    }

    /** Cut short within its mode, its name, its id; a name that never ends; a folder that is such a tree. */
    @Test
    void whatIsNoTreeIsToldAsSuch() throws IOException {
        org.eclipse.jgit.lib.ObjectId whole = tree(FileMode.REGULAR_FILE, Map.of("file", blob("x\n")));
        for (String raw :
                List.of("1", "1006", "100644 ", "100644 file", "100644 file\0", "100644 file\0cut", "\0\0", "x y z")) {
            org.eclipse.jgit.lib.ObjectId damaged =
                    inserter.insert(Constants.OBJ_TREE, raw.getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> difference(whole, damaged)).as(raw).isInstanceOf(UnreadableTree.class);
            assertThatThrownBy(() -> difference(damaged, whole)).as(raw).isInstanceOf(UnreadableTree.class);
            org.eclipse.jgit.lib.ObjectId above = tree(FileMode.TREE, Map.of("folder", damaged));
            assertThatThrownBy(() -> difference(whole, above)).as(raw).isInstanceOf(UnreadableTree.class);
        }
    }

    @Test
    void aRenamedAndChangedFileIsFound() throws IOException, UnreadableTree {
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> before = new TreeMap<>();
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> after = new TreeMap<>();
        before.put("old.txt", blob(text(1, 50)));
        after.put("new.txt", blob(text(1, 50) + "and one more\n"));
        TreeComparison.Difference shown =
                difference(tree(FileMode.REGULAR_FILE, before), tree(FileMode.REGULAR_FILE, after));
        assertThat(shown.files()).singleElement().matches(ChangedFile::isRenamed);
        assertThat(shown.gaps()).isEmpty();
    }

    @Test
    void thousandsOfRenamedFilesAreFollowedByTheirContent() throws IOException, UnreadableTree {
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> before = new TreeMap<>();
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> after = new TreeMap<>();
        for (int i = 0; i < 8_000; i++) {
            // Half of them are all alike.
            org.eclipse.jgit.lib.ObjectId content = blob(i % 2 == 0 ? "the same\n" : text(i, 2));
            before.put("old" + i, content);
            after.put("new" + i, content);
        }
        TreeComparison.Difference shown =
                difference(tree(FileMode.REGULAR_FILE, before), tree(FileMode.REGULAR_FILE, after));
        assertThat(shown.files()).hasSize(8_000).allMatch(ChangedFile::isRenamed);
        assertThat(shown.more()).isZero();
        assertThat(shown.gaps()).isEmpty();
    }

    @Test
    void thousandsOfFilesRenamedAndChangedAreNotComparedEachWithEach() throws IOException, UnreadableTree {
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> before = new TreeMap<>();
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> after = new TreeMap<>();
        org.eclipse.jgit.lib.ObjectId kept = blob("kept\n");
        before.put("a-before", kept);
        after.put("a-after", kept);
        for (int i = 0; i < 3_000; i++) {
            before.put("old" + i, blob(text(i, 20)));
            after.put("new" + i, blob(text(i, 20) + "and one more\n"));
        }
        TreeComparison.Difference shown =
                difference(tree(FileMode.REGULAR_FILE, before), tree(FileMode.REGULAR_FILE, after));
        assertThat(shown.files().get(0).isRenamed()).isTrue();
        assertThat(shown.files()).filteredOn(ChangedFile::isRenamed).hasSize(1);
        assertThat(shown.files().size() + shown.more()).isEqualTo(6_001);
        assertThat(shown.gaps()).containsExactly(TreeComparison.Gap.CHANGED_RENAMES);
    }

    @Test
    void aFewLargeFilesAreNotComparedEachWithEachEither() throws IOException, UnreadableTree {
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> before = new TreeMap<>();
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> after = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            before.put("old" + i, blob(text(i, 60_000)));
            after.put("new" + i, blob(text(100 + i, 60_000)));
        }
        TreeComparison.Difference shown =
                difference(tree(FileMode.REGULAR_FILE, before), tree(FileMode.REGULAR_FILE, after));
        assertThat(shown.files()).hasSize(40);
        assertThat(shown.gaps()).containsExactly(TreeComparison.Gap.CHANGED_RENAMES);
    }

    @Test
    void foldersThatHoldEachOtherManyTimesAreNotAllEntered() throws IOException, UnreadableTree {
        TreeMap<String, org.eclipse.jgit.lib.ObjectId> level = new TreeMap<>();
        level.put("file", blob("small\n"));
        org.eclipse.jgit.lib.ObjectId tree = tree(FileMode.REGULAR_FILE, level);
        for (int depth = 0; depth < 12; depth++) {
            level.clear();
            for (int i = 0; i < 10; i++) {
                level.put("d" + i, tree);
            }
            tree = tree(FileMode.TREE, level);
        }
        TreeComparison.Difference shown = difference(tree(FileMode.TREE, new TreeMap<>()), tree);
        assertThat(shown.files()).hasSizeGreaterThanOrEqualTo(MOST_FILES);
        assertThat(shown.gaps()).containsExactly(TreeComparison.Gap.FOLDERS);
    }

    @Test
    void deepFoldersAreNotEnteredForEver() throws IOException, UnreadableTree {
        org.eclipse.jgit.lib.ObjectId tree = inserter.insert(new TreeFormatter());
        for (int depth = 0; depth < 3_000; depth++) {
            TreeFormatter level = new TreeFormatter();
            level.append("d", FileMode.TREE, tree);
            level.append("f", FileMode.REGULAR_FILE, blob("small\n"));
            tree = inserter.insert(level);
        }
        TreeComparison.Difference shown = difference(inserter.insert(new TreeFormatter()), tree);
        assertThat(shown.files()).hasSizeGreaterThanOrEqualTo(MOST_FILES);
        assertThat(shown.gaps()).containsExactly(TreeComparison.Gap.FOLDERS);
    }
}

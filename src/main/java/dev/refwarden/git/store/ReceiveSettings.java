package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Config;

/**
 * What {@code git receive-pack} refuses by the repository's own configuration and by what is checked out, after the hook has
 * agreed. As {@code builtin/receive-pack.c} has it.
 *
 * @param head the branch that HEAD names, whether or not it is there
 * @param checkedOut branches that stand in a work tree
 */
public record ReceiveSettings(
        boolean denyDeletes,
        boolean denyNonFastForwards,
        boolean denyCurrentBranch,
        boolean denyDeleteCurrent,
        List<String> hidden,
        Optional<String> head,
        Set<String> checkedOut) {
    private static final String POINTER = "ref: ";

    public ReceiveSettings {
        hidden = List.copyOf(hidden);
        checkedOut = Set.copyOf(checkedOut);
    }

    static ReceiveSettings of(Storage storage) throws IOException {
        Config config = storage.config();
        Path folder = storage.kind().common();
        // The file called HEAD names no branch where refs lie in a table.
        Optional<String> head = storage.kind().reftable()
                ? storage.ref("HEAD").target().map(RefName::value)
                : branch(folder.resolve("HEAD"));
        Set<String> checkedOut = new HashSet<>();
        // Where nothing is said, git takes a folder called .git for that of a work tree.
        if (!config.getBoolean("core", null, "bare", !folder.endsWith(".git"))) {
            head.ifPresent(checkedOut::add);
        }
        if (Files.isDirectory(folder.resolve("worktrees"))) {
            try (DirectoryStream<Path> trees = Files.newDirectoryStream(folder.resolve("worktrees"))) {
                for (Path tree : trees) {
                    branch(tree.resolve("HEAD")).ifPresent(checkedOut::add);
                }
            }
        }
        List<String> hidden = new ArrayList<>(Arrays.asList(config.getStringList("transfer", null, "hiderefs")));
        hidden.addAll(Arrays.asList(config.getStringList("receive", null, "hiderefs")));
        return new ReceiveSettings(
                config.getBoolean("receive", null, "denydeletes", false),
                config.getBoolean("receive", null, "denynonfastforwards", false),
                refuses(config, "denycurrentbranch") && !is(config, "denycurrentbranch", "updateinstead"),
                refuses(config, "denydeletecurrent"),
                hidden,
                head,
                checkedOut);
    }

    /** The last pattern that fits decides; {@code !} shows again what an earlier one hides. */
    public boolean isHidden(RefName ref) {
        for (int i = hidden.size() - 1; i >= 0; i--) {
            String pattern = hidden.get(i);
            boolean shown = pattern.startsWith("!");
            String name = shown ? pattern.substring(1) : pattern;
            name = name.startsWith("^") ? name.substring(1) : name;
            name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
            if (ref.value().equals(name) || ref.value().startsWith(name + "/")) {
                return !shown;
            }
        }
        return false;
    }

    /** Unless it says that such a push is ignored or only warned of. */
    private static boolean refuses(Config config, String key) {
        return !is(config, key, "ignore")
                && !is(config, key, "warn")
                && !is(config, key, "false")
                && !is(config, key, "no")
                && !is(config, key, "off")
                && !is(config, key, "0");
    }

    private static boolean is(Config config, String key, String value) {
        return value.equalsIgnoreCase(config.getString("receive", null, key));
    }

    private static Optional<String> branch(Path head) throws IOException {
        if (!Files.isRegularFile(head) || Files.size(head) > 4_096) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(head), StandardCharsets.UTF_8).strip();
        return text.startsWith(POINTER)
                ? Optional.of(text.substring(POINTER.length()).strip())
                : Optional.empty();
    }
}

package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Config;

/**
 * What {@code git receive-pack} refuses by the repository's own configuration and by what is checked out, after the hook has
 * agreed. As {@code builtin/receive-pack.c} has it.
 *
 * @param head the branch that HEAD names, whether or not it is there
 * @param checkedOut branches that stand in a work tree, or are being rebased or bisected there
 */
public record ReceiveSettings(
        boolean denyDeletes,
        boolean denyNonFastForwards,
        boolean denyCurrentBranch,
        boolean denyDeleteCurrent,
        HiddenRefs hidden,
        Optional<String> head,
        Set<String> checkedOut) {
    public ReceiveSettings {
        checkedOut = Set.copyOf(checkedOut);
    }

    static ReceiveSettings of(Storage storage) throws IOException {
        Config config = storage.config();
        Path folder = storage.kind().common();
        // The file called HEAD names no branch where refs lie in a table.
        Optional<String> head = storage.kind().reftable()
                ? storage.ref("HEAD").target().map(RefName::value)
                : WorkTrees.pointedTo(folder.resolve("HEAD"));
        return new ReceiveSettings(
                config.getBoolean("receive", null, "denydeletes", false),
                config.getBoolean("receive", null, "denynonfastforwards", false),
                refuses(config, "denycurrentbranch") && !is(config, "denycurrentbranch", "updateinstead"),
                refuses(config, "denydeletecurrent"),
                HiddenRefs.of(config),
                head,
                WorkTrees.branches(storage, head));
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
}

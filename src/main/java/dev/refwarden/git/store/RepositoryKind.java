package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * How a repository keeps its objects and refs, by its own configuration, which is read before anything else of it.
 *
 * @param common the repository's folder; of a linked work tree, the one that it is linked to
 * @param config the configuration that lies in there
 */
record RepositoryKind(ObjectFormat format, boolean reftable, Path common, Config config) {
    private static final int LONGEST_PATH = 8_192;

    /**
     * Of the repository in {@code gitDir}.
     *
     * @throws UnsupportedRepository if its objects are named in a way that is not read here, or in two ways at once
     * @throws IOException if it cannot be read
     */
    static RepositoryKind of(Path gitDir) throws IOException, UnsupportedRepository {
        QuietSystem.install();
        Path common = common(gitDir);
        FileBasedConfig config =
                new FileBasedConfig(new Config(), common.resolve("config").toFile(), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new IOException("the configuration of " + common + " cannot be read", e);
        }
        return of(config, common);
    }

    static RepositoryKind of(Config config, Path common) throws UnsupportedRepository {
        if (config.getString("extensions", null, "compatobjectformat") != null) {
            throw new UnsupportedRepository("a repository whose objects have two names each, of SHA-1 and of SHA-256"
                    + " (extensions.compatObjectFormat), of which a signature covers one or the other,");
        }
        boolean reftable = "reftable".equalsIgnoreCase(config.getString("extensions", null, "refstorage"));
        return new RepositoryKind(format(config), reftable, common, config);
    }

    private static ObjectFormat format(Config config) throws UnsupportedRepository {
        String word = config.getString("extensions", null, "objectformat");
        if (word == null) {
            return ObjectFormat.SHA1;
        }
        for (ObjectFormat format : ObjectFormat.values()) {
            if (format.word().equalsIgnoreCase(word)) {
                return format;
            }
        }
        throw new UnsupportedRepository("object format " + word.toLowerCase(Locale.ROOT));
    }

    private static Path common(Path gitDir) throws IOException {
        Path pointer = gitDir.resolve("commondir");
        if (!Files.isRegularFile(pointer) || Files.size(pointer) > LONGEST_PATH) {
            return gitDir.toRealPath();
        }
        String text = new String(Files.readAllBytes(pointer), StandardCharsets.UTF_8).strip();
        return gitDir.resolve(text).toRealPath();
    }
}

package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;

/**
 * Which refs a repository lets no one push to, by {@code transfer.hideRefs} and {@code receive.hideRefs}, which git reads as one list
 * in the order in which they are written. As {@code refs.c} has it.
 */
public record HiddenRefs(List<String> patterns) {
    private static final String SECTION = "receive";
    private static final String KEY = "hiderefs";
    private static final Pattern TRANSFER = Pattern.compile("(?mi)^(\\s*)\\[transfer]");

    public HiddenRefs {
        patterns = List.copyOf(patterns);
    }

    static HiddenRefs of(Config config) throws IOException {
        String[] transfer = config.getStringList("transfer", null, KEY);
        String[] receive = config.getStringList(SECTION, null, KEY);
        if (transfer.length == 0 || receive.length == 0) {
            return new HiddenRefs(Arrays.asList(transfer.length == 0 ? receive : transfer));
        }
        try {
            String[] ordered = OneSection.of(config).getStringList(SECTION, null, KEY);
            if (ordered.length != transfer.length + receive.length) {
                throw new IOException("the order of transfer.hideRefs and receive.hideRefs cannot be seen");
            }
            return new HiddenRefs(Arrays.asList(ordered));
        } catch (ConfigInvalidException e) {
            throw new IOException("the configuration cannot be read", e);
        }
    }

    /** The last pattern that fits decides; {@code !} shows again what an earlier one hides. */
    public boolean contains(RefName ref) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            String pattern = patterns.get(i);
            boolean shown = pattern.startsWith("!");
            String name = shown ? pattern.substring(1) : pattern;
            // Where there are no namespaces, a name that is meant whole is no other than one that is not.
            name = name.startsWith("^") ? name.substring(1) : name;
            if (fits(name.replaceFirst("/+$", ""), ref.value())) {
                return !shown;
            }
        }
        return false;
    }

    private static boolean fits(String name, String ref) {
        return ref.equals(name) || ref.startsWith(name + "/");
    }

    /** A configuration whose sections {@code transfer} and {@code receive} are one, which keeps the order of what is in them. */
    private static final class OneSection extends FileBasedConfig {
        private OneSection(FileBasedConfig config) {
            super(new Config(), config.getFile(), FS.DETECTED);
        }

        static Config of(Config config) throws ConfigInvalidException {
            Config one = config instanceof FileBasedConfig file ? new OneSection(file) : new Config();
            one.fromText(joined(config.toText()));
            return one;
        }

        @Override
        protected byte[] readIncludedConfig(String path) throws ConfigInvalidException {
            byte[] bytes = super.readIncludedConfig(path);
            if (bytes == null) {
                return new byte[0];
            }
            Config included = new Config();
            included.fromText(new String(bytes, StandardCharsets.UTF_8));
            return joined(included.toText()).getBytes(StandardCharsets.UTF_8);
        }

        /** In what JGit writes, each section begins on a line of its own. */
        private static String joined(String text) {
            return TRANSFER.matcher(text).replaceAll("$1[" + SECTION + "]");
        }
    }
}

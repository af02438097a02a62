package dev.refwarden.git.store;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.internal.util.CleanupService;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit may know of the machine: no configuration of the system or the user, no environment.
 *
 * <p>Left alone, JGit runs two {@code git} processes to look for configuration, and measures the
 * clock of the file system for seconds. Here it is told a coarse but safe resolution instead.
 */
final class QuietSystem extends SystemReader.Delegate {
    private static final long RESOLUTION_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private QuietSystem(SystemReader delegate) {
        super(delegate);
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof QuietSystem)) {
            SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
            // Its constructor makes it the one that JGit registers its clean-up with. Otherwise JGit makes its own,
            // which first reads all of its message texts, more work than judging a small push.
            new CleanupService();
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return null;
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    /** Reads and writes nothing. */
    private static final class NoConfig extends FileBasedConfig {
        NoConfig(@Nullable Config parent, FS fs) {
            super(parent, new File("/dev/null"), fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem") ? unit.convert(RESOLUTION_NANOS, TimeUnit.NANOSECONDS) : otherwise;
        }
    }
}

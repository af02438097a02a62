package dev.refwarden.policy.read;

import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * A configuration kept in memory by a process that needs it again and again. It is used again only while every file and
 * folder of CONFIG is the one that was read; anything else is read and checked whole first. Safe for several threads.
 */
public final class HeldConfiguration {
    private final Path folder;
    private final Clock clock;
    private Optional<Held> held = Optional.empty();

    private record Held(FileStates states, Configuration configuration) {}

    /**
     * Reads nothing yet.
     *
     * @param folder CONFIG; may be a symbolic link, which is resolved each time
     * @param clock that of the files' times
     */
    public HeldConfiguration(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * The configuration as its files stand now.
     *
     * @throws PolicyProblems with everything that is wrong; nothing is held then
     */
    public synchronized Configuration load() throws PolicyProblems {
        Optional<FileStates> now = states();
        if (held.isPresent() && now.isPresent() && now.get().provesUnchanged(held.get().states)) {
            return held.get().configuration;
        }
        held = Optional.empty();
        Configuration read = Configuration.load(folder);
        // The states are older than the reading, so a file that changed in between differs from them next time.
        held = now.map(states -> new Held(states, read));
        return read;
    }

    /** What was last read; absent where it could not be used. */
    public synchronized Optional<Configuration> latest() {
        return held.map(Held::configuration);
    }

    private Optional<FileStates> states() {
        try {
            return Optional.of(FileStates.of(folder, clock.instant()));
        } catch (IOException e) {
            // What cannot be looked at is read each time, and whoever reads it says what is wrong.
            return Optional.empty();
        }
    }
}

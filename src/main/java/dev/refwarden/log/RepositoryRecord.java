package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What STATE knows of one repository: the commits that are settled there, and the name under which
 * its folder was first seen.
 *
 * <p>What an acceptance settles is written to disk before its log line is, and counts only if that
 * very line can be read back. So whatever a crash leaves behind, nothing is settled that was not
 * decided, and nothing that was decided is forgotten.
 */
public final class RepositoryRecord {
    private final StateFolder state;
    private final DecisionLog log;
    private final String repository;
    private final List<RefUpdate> updates;
    private final Function<RefName, Optional<ObjectId>> refs;
    private final AcceptanceRecord accepted;
    private final Settled before;
    private final Settled seen;
    private final boolean writes;
    private @Nullable Map<ObjectId, Instant> justLanded;
    private String damage = "";

    private RepositoryRecord(
            StateFolder state,
            String repository,
            List<RefUpdate> updates,
            Function<RefName, Optional<ObjectId>> refs,
            Settled before,
            boolean writes) {
        this.writes = writes;
        this.state = state;
        this.log = new DecisionLog(state);
        this.repository = repository;
        this.updates = updates;
        this.refs = refs;
        this.accepted = new AcceptanceRecord(state, repository);
        this.before = before;
        this.seen = before.after(updates, sight());
    }

    /**
     * Reads the record, from the log where it is lost.
     *
     * @param updates of the push at hand; a tip that one of them replaces has landed
     * @param refs where refs really are
     */
    public static RepositoryRecord open(
            StateFolder state, String repository, List<RefUpdate> updates, Function<RefName, Optional<ObjectId>> refs)
            throws IOException {
        return new RepositoryRecord(state, repository, updates, refs, load(state, repository), true);
    }

    /**
     * Reads the record for a command that must not write STATE.
     *
     * @param refs where refs really are
     */
    public static RepositoryRecord lookInto(
            StateFolder state, String repository, Function<RefName, Optional<ObjectId>> refs) throws IOException {
        return new RepositoryRecord(state, repository, List.of(), refs, load(state, repository), false);
    }

    /** What is wrong with the files that hold the first acceptances, if it was met; all was worked out from the log. */
    public Optional<String> damage() {
        return damage.isEmpty() ? Optional.empty() : Optional.of(damage);
    }

    /** Everything that is settled as far as this hook can see. */
    public List<SettledTip> settled() {
        return seen.tips();
    }

    /** What this hook saw to have landed; belongs into the line that it writes. */
    public List<LandedTip> landed() {
        Set<LandedTip> landed = new LinkedHashSet<>();
        for (Acceptance acceptance : before.landedUntil(seen)) {
            for (AcceptedTip tip : acceptance.tips()) {
                landed.add(new LandedTip(acceptance.position().seq(), tip.ref(), tip.after()));
            }
        }
        return List.copyOf(landed);
    }

    /** Writes down what an acceptance settles; counts once the line at {@code position} is there. */
    void prepare(DecisionLog.Position position, List<AcceptedTip> accepted) throws IOException {
        Settled stored = load(state, repository);
        Settled now = stored.after(updates, sight());
        record(stored.landedUntil(now));
        byte[] then = SettledFile.write(accepted.isEmpty() ? now : now.with(new Acceptance(position, true, accepted)));
        Path file = state.repository(repository);
        if (!Files.exists(file) || !Arrays.equals(then, Files.readAllBytes(file))) {
            state.replace(file, then);
        }
    }

    /** When a commit was first accepted here under a rule that demands signatures, and landed. */
    public Optional<Instant> firstAccepted(ObjectId commit) throws IOException {
        Optional<Instant> recorded = recorded(commit);
        return recorded.isPresent()
                ? recorded
                : Optional.ofNullable(justLanded().get(commit));
    }

    private Optional<Instant> recorded(ObjectId commit) throws IOException {
        try {
            return accepted.firstAccepted(commit);
        } catch (DamagedRecord e) {
            damage = String.valueOf(e.getMessage());
            if (writes) {
                log.locked(accepted::rebuild);
            } else {
                accepted.rebuildAside();
            }
            return accepted.firstAccepted(commit);
        }
    }

    /** What this hook sees to have landed, and the next line of the log will say. */
    private Map<ObjectId, Instant> justLanded() throws IOException {
        Map<ObjectId, Instant> known = justLanded;
        if (known == null) {
            known = new HashMap<>();
            for (Acceptance acceptance : before.landedUntil(seen)) {
                Optional<LandedPush> push = LandedPush.of(state, acceptance);
                if (push.isPresent()) {
                    for (ObjectId commit : push.get().commits()) {
                        known.putIfAbsent(commit, push.get().time());
                    }
                }
            }
            justLanded = known;
        }
        return known;
    }

    /** Writes down when what has landed was accepted. */
    private void record(List<Acceptance> landed) throws IOException {
        List<LandedPush> pushes = new ArrayList<>();
        for (Acceptance acceptance : landed) {
            LandedPush.of(state, acceptance).ifPresent(pushes::add);
        }
        accepted.add(pushes);
    }

    /** Appends an administrator's declaration that these commits are settled, whatever the rule. */
    public DecisionLog.Appended declare(Instant time, BaselineLine line, List<SettledTip> declared) throws IOException {
        return log.append(time, new DecisionLog.Entry() {
            @Override
            public LogLine line() {
                return line;
            }

            @Override
            public void prepare(DecisionLog.Position position) throws IOException {
                Settled stored = load(state, repository);
                Settled now = stored.after(updates, sight());
                record(stored.landedUntil(now));
                now = now.with(declared);
                line.met().store(state);
                state.replace(state.repository(repository), SettledFile.write(now));
            }
        });
    }

    /** A commit as an administrator declares it settled. */
    public static SettledTip declared(ObjectId commit, Instant time, long claimedTime) {
        return new SettledTip(Optional.empty(), EnumSet.allOf(Aspect.class), commit, Optional.of(time), claimedTime);
    }

    /** The name under which a folder was first seen, if it was. */
    public static Optional<String> nameOf(StateFolder state, Path folder) throws IOException {
        try {
            return Optional.of(Files.readString(state.folder(folder)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Remembers the name of a folder. */
    public static void name(StateFolder state, Path folder, String name) throws IOException {
        state.replace(state.folder(folder), name.getBytes(StandardCharsets.UTF_8));
    }

    private static Settled load(StateFolder state, String repository) throws IOException {
        Path file = state.repository(repository);
        Optional<Settled> whole = Files.exists(file) ? SettledFile.read(Files.readAllBytes(file)) : Optional.empty();
        return whole.isPresent() ? whole.get() : SettledFromLog.read(state, repository);
    }

    private Settled.Sight sight() {
        return new Settled.Sight() {
            @Override
            public Optional<ObjectId> tip(RefName ref) {
                return refs.apply(ref);
            }

            @Override
            public boolean isLogged(DecisionLog.Position position) {
                return LogReader.isLogged(state, position);
            }
        };
    }
}

package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When commits were first accepted in one repository, by the log and by what is seen to have landed since its last line. */
final class FirstAccepted {
    private final Ledger ledger;
    private final String repository;
    private final List<WaitingTip> landed;
    private @Nullable Map<ObjectId, Instant> justLanded;

    /** @param landed what is seen to have landed */
    FirstAccepted(Ledger ledger, String repository, List<WaitingTip> landed) {
        this.ledger = ledger;
        this.repository = repository;
        this.landed = landed;
    }

    /** When a commit was first accepted there under a rule that demands signatures, and landed. */
    Optional<Instant> of(ObjectId commit) throws IOException {
        long time = ledger.read(session -> session.number(
                "SELECT min(time) FROM accepted WHERE commit_id = ?"
                        + " AND repository = (SELECT id FROM repositories WHERE name = ?)",
                commit.bytes(),
                repository));
        Instant just = justLanded().get(commit);
        if (time == 0) {
            return Optional.ofNullable(just);
        }
        Instant recorded = Instant.ofEpochMilli(time);
        return Optional.of(just != null && just.isBefore(recorded) ? just : recorded);
    }

    /** What is seen to have landed, and the next line of the log will say. */
    private Map<ObjectId, Instant> justLanded() throws IOException {
        Map<ObjectId, Instant> known = justLanded;
        if (known == null) {
            known = new HashMap<>();
            Map<Long, Set<String>> refs = new HashMap<>();
            for (WaitingTip tip : landed) {
                if (tip.accepted().aspects().contains(Aspect.COMMITS)) {
                    refs.computeIfAbsent(tip.seq(), none -> new TreeSet<>())
                            .add(tip.accepted().ref().value());
                }
            }
            for (Map.Entry<Long, Set<String>> push : refs.entrySet()) {
                Optional<byte[]> line = ledger.read(session -> new Chain(session).line(push.getKey()));
                if (line.isPresent()) {
                    LandedCommits commits = LandedCommits.of(line.get(), push.getValue());
                    for (ObjectId commit : commits.commits()) {
                        known.merge(commit, commits.time(), (one, other) -> one.isBefore(other) ? one : other);
                    }
                }
            }
            justLanded = known;
        }
        return known;
    }
}

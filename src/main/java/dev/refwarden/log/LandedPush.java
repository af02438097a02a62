package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An accepted push, or the part of it, that landed.
 *
 * @param time when it was accepted
 * @param commits that were judged under a rule that demands signatures, and signed
 */
record LandedPush(Instant time, List<ObjectId> commits) {
    LandedPush {
        commits = List.copyOf(commits);
    }

    /** Reads the acceptance's line; nothing landed where that line is not there. */
    static Optional<LandedPush> of(StateFolder state, Acceptance landed) throws IOException {
        DecisionLog.Position position = landed.position();
        Path file = LogFile.of(state.logs(), position.file()).path();
        if (!LogReader.isLogged(state, position)) {
            return Optional.empty();
        }
        Set<RefName> refs = new HashSet<>();
        for (AcceptedTip tip : landed.tips()) {
            if (tip.aspects().contains(Aspect.COMMITS)) {
                refs.add(tip.ref());
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] line = LogTail.read(channel, position.offset(), position.offset() + position.length());
            return LoggedLine.of(line, position.file(), position.offset()).map(logged -> of(logged, refs));
        }
    }

    /** Takes what landed. */
    @FunctionalInterface
    interface Consumer {
        void take(LandedPush push) throws IOException;
    }

    /** Everything that ever landed in a repository, by the log. */
    static void readAll(StateFolder state, String repository, Consumer landed) throws IOException {
        Map<Long, LoggedLine> accepted = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            /** What was not seen to land until then never is. */
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, LoggedLine> eldest) {
                return size() > Settled.MOST_WAITING;
            }
        };
        LogReader.read(state, line -> {
            if (!line.text("repository").equals(repository)) {
                return;
            }
            Map<Long, Set<RefName>> refs = new HashMap<>();
            for (Map<String, Object> tip : line.objects("landed")) {
                refs.computeIfAbsent(LoggedLine.number(tip, "seq"), seq -> new HashSet<>())
                        .add(new RefName(LoggedLine.text(tip, "ref")));
            }
            refs.forEach((seq, names) -> {
                LoggedLine before = accepted.get(seq);
                if (before != null) {
                    take(of(before, names), landed);
                }
            });
            if (!line.objects("commits").isEmpty() && !line.text("verdict").equals("refused")) {
                accepted.put(line.position().seq(), line);
            }
        });
    }

    private static void take(LandedPush push, Consumer landed) {
        try {
            landed.take(push);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LandedPush of(LoggedLine line, Set<RefName> refs) {
        Set<Long> indexes = new HashSet<>();
        List<Map<String, Object>> updates = line.objects("updates");
        for (int i = 0; i < updates.size(); i++) {
            boolean judged = LoggedLine.objects(updates.get(i), "accepts").stream()
                    .anyMatch(accepts -> accepts.get(JsonNames.of(Aspect.COMMITS)) == Boolean.TRUE);
            if (judged && refs.contains(new RefName(LoggedLine.text(updates.get(i), "ref")))) {
                indexes.add((long) i);
            }
        }
        List<ObjectId> commits = new ArrayList<>();
        for (Map<String, Object> commit : line.objects("commits")) {
            boolean among = commit.get("updates") instanceof List<?> of
                    ? of.stream().anyMatch(indexes::contains)
                    : !indexes.isEmpty();
            if (among && !LoggedLine.text(commit, "signer").isEmpty()) {
                commits.add(ObjectId.fromHex(LoggedLine.text(commit, "id")));
            }
        }
        return new LandedPush(Instant.parse(line.text("time")), commits);
    }
}

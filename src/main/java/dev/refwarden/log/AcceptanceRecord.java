package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which commit was first accepted when, in one repository, under a rule that demands signatures. Only
 * what landed is in it.
 *
 * <p>A folder of files: {@code tail}, to which entries are appended as they come, and sorted runs. A
 * tail that has grown becomes a run, and runs of like size become one, so that there are few. All of it
 * can be worked out anew from the log.
 */
public final class AcceptanceRecord {
    private static final int LONGEST_TAIL = 4_096;
    private static final String RUN = "run-";

    private final StateFolder state;
    private final String repository;
    private final Path folder;

    public AcceptanceRecord(StateFolder state, String repository) {
        this.state = state;
        this.repository = repository;
        this.folder = state.accepted(repository);
    }

    /** When the commit was first accepted; absent where the record does not know it. */
    public Optional<Instant> firstAccepted(ObjectId commit) throws IOException {
        Optional<Instant> first = Optional.empty();
        if (!Files.isDirectory(folder)) {
            return first;
        }
        byte[] tail = tail();
        for (int i = 0; i < tail.length / AcceptedCommits.ENTRY; i++) {
            if (AcceptedCommits.commit(tail, i).equals(commit)) {
                first = earlier(first, Optional.of(AcceptedCommits.time(tail, i)));
            }
        }
        for (AcceptedRun run : runs()) {
            first = earlier(first, run.find(commit));
        }
        return first;
    }

    /** Adds what has landed. Only under the lock of the log. */
    void add(List<LandedPush> justLanded) throws IOException {
        List<LandedPush> landed = new ArrayList<>(justLanded);
        if (!Files.isDirectory(folder)) {
            landed.addAll(LandedPush.allOf(state, repository));
        }
        state.makeFolder(Objects.requireNonNull(folder.getParent()));
        state.makeFolder(folder);
        int count = 0;
        for (LandedPush push : landed) {
            count += push.commits().size();
        }
        if (count == 0) {
            return;
        }
        ByteBuffer entries = ByteBuffer.allocate(count * AcceptedCommits.ENTRY);
        for (LandedPush push : landed) {
            push.commits().forEach(commit -> AcceptedCommits.put(entries, commit, push.time()));
        }
        append(entries.array());
        if (Files.size(folder.resolve("tail")) >= (long) LONGEST_TAIL * AcceptedCommits.ENTRY) {
            makeRun();
        }
    }

    private void append(byte[] entries) throws IOException {
        Path file = folder.resolve("tail");
        boolean isNew = !Files.exists(file);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // What a crash left of an entry is written over.
            channel.position(channel.size() - channel.size() % AcceptedCommits.ENTRY);
            StateFolder.writeFully(channel, entries);
            channel.force(false);
        }
        if (isNew) {
            state.adopt(file);
        }
    }

    private void makeRun() throws IOException {
        Path run = folder.resolve(RUN + nextNumber());
        state.replace(run, AcceptedCommits.sorted(tail()));
        Files.delete(folder.resolve("tail"));
        List<AcceptedRun> runs = runs();
        while (runs.size() > 1 && areAlike(runs.get(runs.size() - 2), runs.get(runs.size() - 1))) {
            merge(runs.get(runs.size() - 2), runs.get(runs.size() - 1));
            runs = runs();
        }
    }

    private void merge(AcceptedRun one, AcceptedRun other) throws IOException {
        Path fresh = folder.resolve("merged");
        AcceptedRun.merge(one, other, fresh);
        state.adopt(fresh);
        // Until the old ones are gone, what they hold is there twice, which changes nothing.
        Files.move(fresh, folder.resolve(RUN + nextNumber()), StandardCopyOption.ATOMIC_MOVE);
        StateFolder.syncFolder(folder);
        Files.delete(one.path());
        Files.delete(other.path());
    }

    private static boolean areAlike(AcceptedRun one, AcceptedRun other) throws IOException {
        return one.size() < 2 * other.size();
    }

    private byte[] tail() throws IOException {
        Path file = folder.resolve("tail");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** In the order in which they were made. */
    private List<AcceptedRun> runs() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, RUN + "*")) {
            for (Path file : files) {
                String number = String.valueOf(file.getFileName()).substring(RUN.length());
                if (!number.endsWith(".new")) {
                    numbers.add(Integer.parseInt(number));
                }
            }
        }
        Collections.sort(numbers);
        List<AcceptedRun> runs = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            runs.add(new AcceptedRun(folder.resolve(RUN + number)));
        }
        return runs;
    }

    private int nextNumber() throws IOException {
        List<AcceptedRun> runs = runs();
        return runs.isEmpty()
                ? 1
                : 1
                        + Integer.parseInt(
                                String.valueOf(runs.get(runs.size() - 1).path().getFileName())
                                        .substring(RUN.length()));
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isBefore(other.get()) ? one : other;
    }
}

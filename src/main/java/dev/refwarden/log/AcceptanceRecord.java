package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which commit was first accepted when, in one repository, under a rule that demands signatures. Only
 * what landed is in it.
 *
 * <p>A folder of files: a tail, to which entries are appended as they come, and sorted runs. A tail that
 * has grown becomes a run, together with the runs that are not much larger, so that there are few. All of
 * it is worked out anew from the log where anything is missing or damaged.
 */
public final class AcceptanceRecord {
    private static final int LONGEST_TAIL = 4_096;
    private static final int MUCH_LARGER = 4;
    private static final int AT_ONCE = 1 << 18;

    private final StateFolder state;
    private final String repository;
    private final Path folder;
    private @Nullable AcceptedView view;

    public AcceptanceRecord(StateFolder state, String repository) {
        this(state, repository, state.accepted(repository));
    }

    private AcceptanceRecord(StateFolder state, String repository, Path folder) {
        this.state = state;
        this.repository = repository;
        this.folder = folder;
    }

    /** Works everything out anew for this object alone, for commands that must not write STATE. */
    void rebuildAside() throws IOException {
        Path aside = Files.createTempDirectory("refwarden");
        AcceptanceRecord copy = new AcceptanceRecord(state, repository, aside.resolve("accepted"));
        RecordFiles files = copy.rebuild();
        view = AcceptedView.open(copy.folder).orElseThrow();
        // What is open stays readable.
        copy.deleteAllBut(files, false);
        Files.delete(copy.folder);
        Files.delete(aside);
    }

    /**
     * When the commit was first accepted; absent where the record does not know it.
     *
     * @throws DamagedRecord if that cannot be told before the record is worked out anew
     */
    Optional<Instant> firstAccepted(ObjectId commit) throws IOException {
        AcceptedView opened = view;
        if (opened == null) {
            opened = AcceptedView.open(folder).orElseThrow(() -> new DamagedRecord("the list of its files is missing"));
            view = opened;
        }
        return opened.find(commit);
    }

    /** What is wrong with the records of all repositories: a folder and its damage each. */
    public static Map<Path, String> damages(StateFolder state) throws IOException {
        Map<Path, String> damages = new TreeMap<>();
        Path all = Objects.requireNonNull(state.accepted("x").getParent());
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, Files::isDirectory)) {
                for (Path folder : folders) {
                    try {
                        new AcceptanceRecord(state, "", folder).check();
                    } catch (DamagedRecord e) {
                        damages.put(folder, String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        return damages;
    }

    /**
     * Reads all of it.
     *
     * @return how many entries there are
     * @throws DamagedRecord if anything is missing, or is not what was once written
     */
    long check() throws IOException {
        Optional<AcceptedView> opened = AcceptedView.open(folder);
        return opened.orElseThrow(() -> new DamagedRecord("the list of its files is missing"))
                .check();
    }

    /** Adds what has landed. Only under the lock of the log. */
    void add(List<LandedPush> landed) throws IOException {
        try {
            Optional<RecordFiles> files = RecordFiles.read(folder);
            if (files.isPresent()) {
                files.get().checkSizes(folder);
                append(files.get(), entries(landed));
                return;
            }
        } catch (DamagedRecord | NoSuchFileException e) {
            // Worked out anew below, and told by whoever looks for damage.
        }
        append(rebuild(), entries(landed));
    }

    /** Works everything out anew from the log. Only under its lock. */
    RecordFiles rebuild() throws IOException {
        view = null;
        Path parent = Objects.requireNonNull(folder.getParent());
        state.makeFolder(parent);
        state.makeFolder(folder);
        int[] number = {unusedNumber()};
        List<RecordFiles.Run> parts = new ArrayList<>();
        List<LandedPush> pushes = new ArrayList<>();
        int[] commits = {0};
        LandedPush.readAll(state, repository, push -> {
            pushes.add(push);
            commits[0] += push.commits().size();
            if (commits[0] >= AT_ONCE) {
                parts.add(run(number[0]++, List.of(), AcceptedEntry.sorted(entries(pushes))));
                pushes.clear();
                commits[0] = 0;
            }
        });
        List<AcceptedRun> sorted = new ArrayList<>();
        for (RecordFiles.Run part : parts) {
            sorted.add(AcceptedRun.open(RecordFiles.run(folder, part.number()), part.entries()));
        }
        RecordFiles.Run whole = run(number[0]++, sorted, AcceptedEntry.sorted(entries(pushes)));
        return install(number[0], whole.entries() == 0 ? List.of() : List.of(whole));
    }

    private static byte[] entries(List<LandedPush> landed) {
        int count = 0;
        for (LandedPush push : landed) {
            count += push.commits().size();
        }
        ByteBuffer entries = ByteBuffer.allocate(count * AcceptedEntry.BYTES);
        for (LandedPush push : landed) {
            long time = push.time().toEpochMilli();
            push.commits().forEach(commit -> AcceptedEntry.put(entries, commit, time));
        }
        return entries.array();
    }

    private void append(RecordFiles files, byte[] entries) throws IOException {
        if (entries.length == 0) {
            return;
        }
        Path tail = RecordFiles.tail(folder, files.tail());
        if (AcceptedTail.append(tail, entries) >= LONGEST_TAIL) {
            makeRun(files, AcceptedEntry.sorted(AcceptedTail.read(tail)));
        }
    }

    private void makeRun(RecordFiles files, byte[] sorted) throws IOException {
        List<RecordFiles.Run> kept = new ArrayList<>(files.runs());
        List<AcceptedRun> merged = new ArrayList<>();
        long size = sorted.length / AcceptedEntry.BYTES;
        while (!kept.isEmpty() && kept.get(kept.size() - 1).entries() < MUCH_LARGER * size) {
            RecordFiles.Run last = kept.remove(kept.size() - 1);
            merged.add(AcceptedRun.open(RecordFiles.run(folder, last.number()), last.entries()));
            size += last.entries();
        }
        int number = unusedNumber();
        kept.add(run(number, merged, sorted));
        for (AcceptedRun run : merged) {
            run.channel().close();
        }
        install(number + 1, kept);
    }

    private RecordFiles.Run run(int number, List<AcceptedRun> merged, byte[] sorted) throws IOException {
        Path file = RecordFiles.run(folder, number);
        long entries = MergedRun.write(merged, sorted, file);
        state.adopt(file);
        return new RecordFiles.Run(number, entries);
    }

    /** Makes these runs and an empty tail the record, and takes away what is none of it. */
    private RecordFiles install(int tail, List<RecordFiles.Run> runs) throws IOException {
        AcceptedTail.create(RecordFiles.tail(folder, tail));
        state.adopt(RecordFiles.tail(folder, tail));
        RecordFiles files = new RecordFiles(tail, runs);
        files.write(state, folder);
        deleteAllBut(files, true);
        return files;
    }

    /** Takes away what the record ever wrote, in this form or an older one; what somebody else put there stays. */
    private void deleteAllBut(RecordFiles files, boolean keep) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = String.valueOf(file.getFileName());
                boolean own = name.matches("(tail|run|merged|files)(-[0-9]+)?(\\.new)?");
                if (own && !(keep && files.contain(name))) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Larger than the number of any file that is there, whatever left it. */
    private int unusedNumber() throws IOException {
        int largest = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                String name = String.valueOf(file.getFileName());
                String digits = name.substring(name.indexOf('-') + 1);
                if (digits.matches("[0-9]{1,9}")) {
                    largest = Math.max(largest, Integer.parseInt(digits));
                }
            }
        }
        return largest + 1;
    }
}

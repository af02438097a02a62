package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Fills the record of one repository and looks commits up in it. Compiled beside the program, since the
 * record is written by the log alone.
 *
 * <p>Arguments: an empty folder, and how many commits.
 */
final class AcceptanceRecordBench {
    private static final int PUSH = 1_000;
    private static final int LOOKUPS = 20_000;

    private AcceptanceRecordBench() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]);
        int commits = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        long longest = 0;
        for (int from = 0; from < commits; from += PUSH) {
            List<ObjectId> ids = new ArrayList<>(PUSH);
            for (int i = from; i < Math.min(commits, from + PUSH); i++) {
                ids.add(id(i));
            }
            long push = System.nanoTime();
            record(root).add(List.of(new LandedPush(Instant.ofEpochSecond(from), ids)));
            longest = Math.max(longest, System.nanoTime() - push);
        }
        long bytes = 0;
        try (var files = Files.list(root.resolve("accepted/%61pi"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.size(file);
            }
        }
        System.out.printf(
                "%d commits in pushes of %d: %.1f s, the longest push %.1f s, %.1f bytes a commit%n",
                commits, PUSH, (System.nanoTime() - start) / 1e9, longest / 1e9, (double) bytes / commits);
        Random random = new Random(1);
        long first = System.nanoTime();
        check(record(root).firstAccepted(id(random.nextInt(commits))).isPresent());
        System.out.printf("the first lookup of a hook, its opening included: %d us%n", (System.nanoTime() - first) / 1_000);
        for (int round = 0; round < 3; round++) {
            AcceptanceRecord record = record(root);
            long known = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                check(record.firstAccepted(id(random.nextInt(commits))).isPresent());
            }
            long unknown = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                check(record.firstAccepted(id(commits + i)).isEmpty());
            }
            System.out.printf(
                    "a commit that is known %.1f us, one that is not %.1f us%n",
                    (unknown - known) / 1e3 / LOOKUPS, (System.nanoTime() - unknown) / 1e3 / LOOKUPS);
        }
    }

    private static AcceptanceRecord record(Path root) {
        return new AcceptanceRecord(new StateFolder(root), "api");
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the record is wrong");
        }
    }

    private static ObjectId id(int number) {
        try {
            byte[] name = Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            return ObjectId.fromBytes(MessageDigest.getInstance("SHA-1").digest(name), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers under the keyed hashes of what they belong to: in memory while they are few, and in files that are mapped and
 * have no name any more when they are many.
 */
final class NumbersByHash {
    /** Stands for no number. */
    static final long NONE = Long.MIN_VALUE;

    private static final int PARTS_BITS = 4;
    private static final int FIRST_SLOTS = 1 << 8;
    /** Larger parts go to files. */
    private static final int MOST_SLOTS_IN_MEMORY = 1 << 15;

    private static final int MOST_SLOTS = 1 << 26;
    private static final int ZEROS = 1 << 20;

    private final Path folder;
    private final Part[] parts = new Part[1 << PARTS_BITS];

    /** @param folder for the files */
    NumbersByHash(Path folder) {
        this.folder = folder;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Part(LongBuffer.allocate(2 * FIRST_SLOTS));
        }
    }

    long get(long hash) {
        return part(hash).get(hash == 0 ? 1 : hash);
    }

    /** Puts a number in the place of another, which it gives. */
    long put(long hash, long number) throws IOException {
        return ready(hash).put(hash == 0 ? 1 : hash, number == NONE ? 0 : number);
    }

    /** Puts a number where there is none; else gives the one that is there, and leaves it. */
    long putFirst(long hash, long number) throws IOException {
        return ready(hash).putFirst(hash == 0 ? 1 : hash, number == NONE ? 0 : number);
    }

    private Part ready(long hash) throws IOException {
        Part part = part(hash);
        if (part.isFull()) {
            part.grow(folder);
        }
        return part;
    }

    /** Takes a number away, which it gives. */
    long remove(long hash) {
        return part(hash).remove(hash == 0 ? 1 : hash);
    }

    private Part part(long hash) {
        return parts[(int) (hash >>> (Long.SIZE - PARTS_BITS))];
    }

    /** Slots of a hash and a number each; one that is taken is searched for from where its hash says. */
    private static final class Part {
        private LongBuffer slots;
        private int mask;
        private int size;

        Part(LongBuffer slots) {
            this.slots = slots;
            this.mask = slots.capacity() / 2 - 1;
        }

        boolean isFull() {
            return size > (mask + 1L) * 5 / 8;
        }

        long get(long hash) {
            return at(slot(hash), hash);
        }

        long put(long hash, long number) {
            int slot = slot(hash);
            long before = at(slot, hash);
            set(slot, hash, number, before);
            return before;
        }

        long putFirst(long hash, long number) {
            int slot = slot(hash);
            long before = at(slot, hash);
            if (before == NONE) {
                set(slot, hash, number, before);
            }
            return before;
        }

        private long at(int slot, long hash) {
            return slots.get(2 * slot) == hash ? slots.get(2 * slot + 1) : NONE;
        }

        private void set(int slot, long hash, long number, long before) {
            if (before == NONE) {
                slots.put(2 * slot, hash);
                size++;
            }
            slots.put(2 * slot + 1, number);
        }

        long remove(long hash) {
            int slot = slot(hash);
            if (slots.get(2 * slot) != hash) {
                return NONE;
            }
            long number = slots.get(2 * slot + 1);
            size--;
            // Whatever was searched for from before the gap is to be found without it.
            int gap = slot;
            for (int next = gap + 1 & mask; slots.get(2 * next) != 0; next = next + 1 & mask) {
                int home = (int) slots.get(2 * next) & mask;
                if ((next - home & mask) >= (next - gap & mask)) {
                    slots.put(2 * gap, slots.get(2 * next)).put(2 * gap + 1, slots.get(2 * next + 1));
                    gap = next;
                }
            }
            slots.put(2 * gap, 0);
            return number;
        }

        /** Where a hash is, or belongs. */
        private int slot(long hash) {
            int slot = (int) hash & mask;
            for (long there = slots.get(2 * slot); there != 0 && there != hash; there = slots.get(2 * slot)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        void grow(Path folder) throws IOException {
            LongBuffer before = slots;
            int more = 2 * (mask + 1);
            if (more > MOST_SLOTS) {
                throw new LedgerUnavailable("there are more rows than can be compared");
            }
            slots = more > MOST_SLOTS_IN_MEMORY ? mapped(folder, more) : LongBuffer.allocate(2 * more);
            mask = more - 1;
            size = 0;
            for (int slot = 0; slot < before.capacity(); slot += 2) {
                if (before.get(slot) != 0) {
                    put(before.get(slot), before.get(slot + 1));
                }
            }
        }

        private static LongBuffer mapped(Path folder, int slots) throws IOException {
            try (FileChannel file = FileChannel.open(
                    Files.createTempFile(folder, "rows", ""),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE)) {
                long bytes = 2L * Long.BYTES * slots;
                // Where the disk is full, this fails, and not whoever writes into what is mapped.
                ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
                for (long at = 0; at < bytes; at += file.write(zeros.rewind(), at)) {
                    zeros.limit((int) Math.min(ZEROS, bytes - at));
                }
                return file.map(FileChannel.MapMode.READ_WRITE, 0, bytes).asLongBuffer();
            }
        }
    }
}

package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Reads requests, and bounds how many bytes all that are being read, waiting or judged hold together: each may have a
 * little, and one at a time may have much. Who wants much while another has it waits; its time runs meanwhile.
 */
final class Intake {
    /** Every push but the oddest fits: updates of 1,000 refs, or an environment of 100 KiB. */
    static final int LITTLE = 256 << 10;
    /** What the reading of updates takes, and room for an environment. */
    static final int MUCH = (64 << 20) + (16 << 20);

    private final Semaphore much = new Semaphore(1, true);
    private final int most;

    /** @param memory in bytes, of which a quarter may be one request; who sends more is not answered */
    Intake(long memory) {
        this.most = (int) Math.max(LITTLE, Math.min(MUCH, memory / 4));
    }

    /** The bytes of one request, and the right to hold them. */
    final class Bytes implements AutoCloseable {
        private byte[] bytes = new byte[8 << 10];
        private int length;
        private boolean isLarge;

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        @Override
        public void close() {
            bytes = new byte[0];
            length = 0;
            if (isLarge) {
                isLarge = false;
                much.release();
            }
        }

        private boolean makeRoom() throws InterruptedException {
            if (length < bytes.length) {
                return true;
            }
            if (bytes.length >= LITTLE && !isLarge) {
                much.acquire();
                isLarge = true;
            }
            if (length >= most) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, Math.min(isLarge ? most : LITTLE, bytes.length * 2));
            return true;
        }
    }

    /**
     * Reads to the end.
     *
     * @return absent if it is too long
     */
    Optional<Bytes> read(ReadableByteChannel channel) throws IOException, InterruptedException {
        Bytes request = new Bytes();
        boolean whole = false;
        try {
            while (request.makeRoom()) {
                ByteBuffer room = ByteBuffer.wrap(request.bytes, request.length, request.bytes.length - request.length);
                int read = channel.read(room);
                if (read < 0) {
                    whole = true;
                    return Optional.of(request);
                }
                request.length += read;
            }
            return Optional.empty();
        } finally {
            if (!whole) {
                request.close();
            }
        }
    }
}

package dev.refwarden.hook.gate;

import dev.refwarden.hook.PushNonce;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What someone asks of the gate.
 *
 * @param release which installation asks
 * @param folder where the hook runs: absolute
 * @param environment the hook's, as it was; of a variable that is set twice, the first counts, as for C programs
 * @param input the hook's standard input
 */
record GateRequest(
        Kind kind, PushNonce nonce, String release, Path folder, Map<String, String> environment, Input input) {
    /** What is asked. */
    enum Kind {
        PRE_RECEIVE("pre-receive"),
        POST_RECEIVE("post-receive"),
        /** How is the gate? */
        STATUS("status"),
        /** Finish what is being judged, and go. */
        STOP("stop");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<Kind> of(String word) {
            return List.of(values()).stream()
                    .filter(kind -> kind.word.equals(word))
                    .findFirst();
        }
    }

    /** A part of the bytes of the request, without a copy. */
    static final class Input {
        private final byte[] bytes;
        private final int from;
        private final int length;

        Input(byte[] bytes, int from, int length) {
            this.bytes = bytes;
            this.from = from;
            this.length = length;
        }

        InputStream stream() {
            return new ByteArrayInputStream(bytes, from, length);
        }
    }
}

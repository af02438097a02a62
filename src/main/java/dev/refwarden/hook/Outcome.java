package dev.refwarden.hook;

/** What becomes of a push. */
public sealed interface Outcome {
    /** What a hook of git's answers: 0 lets the push pass, anything else refuses all of it. */
    int exitStatus();

    /** The push may pass; the decision is on disk. */
    final class Passed implements Outcome {
        Passed() {}

        @Override
        public int exitStatus() {
            return 0;
        }
    }

    /**
     * The push is refused, whole.
     *
     * @param exitStatus never 0
     * @param quote what to quote in a question, such as {@code case K7F3-2QXM}
     */
    record Refused(int exitStatus, String quote) implements Outcome {
        public Refused {
            if (exitStatus == 0) {
                throw new IllegalArgumentException("0 would accept");
            }
        }
    }
}

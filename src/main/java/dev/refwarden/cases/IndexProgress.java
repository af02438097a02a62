package dev.refwarden.cases;

/** Hears how far the reading of the log has come, where much of it must be read. */
public interface IndexProgress {
    /** Hears nothing. */
    IndexProgress NONE = new IndexProgress() {
        @Override
        public void begin(long bytes) {
            // Nobody listens.
        }

        @Override
        public void read(long bytes) {
            // Nobody listens.
        }

        @Override
        public void end() {
            // Nobody listens.
        }
    };

    /** @param bytes of the log that will be read */
    void begin(long bytes);

    /** @param bytes that were read since the last time */
    void read(long bytes);

    void end();
}

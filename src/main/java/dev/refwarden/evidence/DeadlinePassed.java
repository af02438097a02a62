package dev.refwarden.evidence;

/** The push could not be judged in the time that the server allows. */
public final class DeadlinePassed extends RuntimeException {
    DeadlinePassed() {
        super("not judged in time", null, false, false);
    }
}

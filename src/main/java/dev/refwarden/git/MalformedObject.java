package dev.refwarden.git;

/** Leaves a parser at the first thing that no well-formed object has; never leaves this package. */
final class MalformedObject extends Exception {
    MalformedObject(String detail) {
        super(detail, null, false, false);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}

package dev.refwarden.hook;

import dev.refwarden.decision.Code;

/** What was received is not what {@code git receive-pack} gives to a pre-receive hook, or not of a kind that is judged. */
public final class MalformedPush extends Exception {
    private final Code code;

    public MalformedPush(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}

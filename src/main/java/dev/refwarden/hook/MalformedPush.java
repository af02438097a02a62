package dev.refwarden.hook;

import dev.refwarden.decision.Code;

/** What was received is not what {@code git receive-pack} gives to a pre-receive hook, or not of a kind that is judged. */
public final class MalformedPush extends Exception {
    private final Code code;

    /** It names refs that cannot be judged as they are named. */
    public MalformedPush(String message) {
        this(Code.UPDATE_MALFORMED, message);
    }

    MalformedPush(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}

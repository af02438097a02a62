package dev.refwarden.hook;

import dev.refwarden.decision.Code;

/** Standard input is not what {@code git receive-pack} gives to a pre-receive hook, or not of a kind that is judged. */
final class MalformedPush extends Exception {
    private final Code code;

    MalformedPush(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}

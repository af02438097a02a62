package dev.refwarden.hook;

/** Standard input is not what {@code git receive-pack} gives to a pre-receive hook. */
final class MalformedPush extends Exception {
    MalformedPush(String message) {
        super(message);
    }
}

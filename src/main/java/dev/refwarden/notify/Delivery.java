package dev.refwarden.notify;

/** What became of a message. */
sealed interface Delivery {
    /** The receiver's server took it. Whether anybody read it is not known. */
    record Delivered() implements Delivery {}

    /**
     * It is to be sent again.
     *
     * @param reason in words that hold no secret
     * @param forAll whether other messages to the same receiver would fare alike
     */
    record Failed(String reason, boolean forAll) implements Delivery {}
}

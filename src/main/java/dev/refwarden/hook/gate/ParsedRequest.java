package dev.refwarden.hook.gate;

/** What the bytes of a request turned out to be. */
sealed interface ParsedRequest {
    /** All of it is there, and every count is right. */
    record Whole(GateRequest request) implements ParsedRequest {}

    /**
     * It is cut short, or no request at all. It is neither answered nor recorded.
     *
     * @param why lower case, no period, nothing of the request in it
     */
    record Broken(String why) implements ParsedRequest {}
}

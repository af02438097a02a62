package dev.refwarden.notify;

/** Sends messages to one receiver. */
interface Sender {
    /** Sends a message, in bounded time; whatever goes wrong is a failed delivery. */
    Delivery send(Notice notice);
}

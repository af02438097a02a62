package dev.refwarden.review.content;

/**
 * Where a change does something that a reviewer wants to know.
 *
 * @param path of the file; empty where it is about the whole push
 * @param line the line, as the pusher wrote it; empty where it is about the whole file
 */
public record Mark(MarkKind kind, String path, String line) {}

package dev.refwarden.decision;

/** Why an object could not be judged at all. */
public record Failure(Code code, String detail) {}

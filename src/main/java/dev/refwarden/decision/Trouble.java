package dev.refwarden.decision;

/** Why an object could not be judged at all. */
public record Trouble(Code code, String detail) {}

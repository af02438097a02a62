package dev.refwarden.git.merge;

/** Is asked again and again while a merge is worked out; throws where time is up. */
@FunctionalInterface
public interface Clock {
    void check();
}

package dev.refwarden.doctor;

import java.util.Locale;

/** What state a repository is in, gravest last but one; the words are those of tables, JSON and metrics. */
public enum GuardState {
    /** Git runs Refwarden's hook, of this installation, and no one but its owner can change that. */
    GUARDED,
    /** The hook belongs to another installation or version, or something that it needs is not set. */
    OUTDATED,
    /** Someone can take the hook away, or the wrong account runs it. */
    WRONG_OWNER_OR_MODE,
    /** There is a hook, and git is told not to run it. */
    SWITCHED_OFF,
    /** Nothing of Refwarden's runs when someone pushes. */
    UNGUARDED,
    /** It cannot be said. */
    UNREADABLE;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.refwarden.format;

import java.time.Duration;
import java.util.Collection;

/** Takes down what another configuration changes about one key, each change with what it does to the rules' strength. */
public interface KeyChanges {
    /** Something that protects while it holds. */
    void demand(boolean before, boolean after, String demand);

    /** Something that lets in while it holds. */
    void leave(boolean before, boolean after, String leave);

    /** Something of which only the one and the other value can be known, not what the difference does. */
    void differs(Object before, Object after, String words);

    /** Something of which no one can tell what another value lets in, so that it counts as weaker. */
    void trusted(Object before, Object after, String words);

    /** A list of which more lets in more; {@code what} is to be followed by the items. */
    void admitted(Collection<String> before, Collection<String> after, String what);

    /** A list of which more protects more. */
    void guarded(Collection<String> before, Collection<String> after, String what);

    /** A time that lets in more the longer it is; {@code what} is to be followed by it. */
    void shorter(Duration before, Duration after, String what);
}

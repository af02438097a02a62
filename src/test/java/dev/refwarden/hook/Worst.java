package dev.refwarden.hook;

import java.util.List;
import java.util.function.Consumer;

/**
 * One thing that a pusher controls, at the worst that limits allow.
 *
 * @param name of the case and of its repository
 * @param cost whether it is quick to make
 * @param end how the push may end
 * @param make makes the push
 */
record Worst(String name, Cost cost, End end, Consumer<Hostile> make) {
    /** Quick ones are tried in every build. */
    enum Cost {
        QUICK,
        SLOW
    }

    /** How a push may end. */
    enum End {
        REFUSED,
        ACCEPTED,
        /** Accepted if the machine is quick enough, else refused for the deadline. */
        IN_TIME
    }

    static Worst quick(String name, End end, Consumer<Hostile> make) {
        return new Worst(name, Cost.QUICK, end, make);
    }

    static Worst slow(String name, End end, Consumer<Hostile> make) {
        return new Worst(name, Cost.SLOW, end, make);
    }

    /** All there are, those of one kind together. */
    static List<List<Worst>> kinds() {
        return List.of(
                WorstTrees.all(),
                WorstCommits.all(),
                WorstRefs.all(),
                WorstStatements.all(),
                WorstSignatures.all(),
                WorstMerges.all());
    }

    @Override
    public String toString() {
        return name;
    }
}

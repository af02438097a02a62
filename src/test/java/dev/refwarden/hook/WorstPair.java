package dev.refwarden.hook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Two things that pushers do at the same time. */
record WorstPair(Worst one, Worst other) {
    private static final int SEED = 20_260_101;

    /** In an order that is the same every time: each case next to one of every kind, its own included. */
    static List<WorstPair> all(List<List<Worst>> kinds) {
        Set<WorstPair> pairs = new LinkedHashSet<>();
        for (int i = 0; i < kinds.size(); i++) {
            for (int j = i; j < kinds.size(); j++) {
                List<Worst> some = kinds.get(i);
                List<Worst> others = kinds.get(j);
                int rounds = some.isEmpty() || others.isEmpty() ? 0 : Math.max(some.size(), others.size());
                for (int round = 0; round < rounds; round++) {
                    Worst one = some.get(round % some.size());
                    // Within a kind, half of the list apart: only one that is alone in its kind is next to itself.
                    Worst other = others.get((round + (i == j ? some.size() / 2 : 0)) % others.size());
                    boolean known = pairs.contains(new WorstPair(other, one));
                    if (!known) {
                        pairs.add(new WorstPair(one, other));
                    }
                }
            }
        }
        List<WorstPair> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled;
    }

    /** A repository for either, which no other pair uses; both may be the same. */
    List<String> repositories() {
        return List.of(one.name() + ".beside." + other.name(), other.name() + ".besides." + one.name());
    }

    @Override
    public String toString() {
        return one + " beside " + other;
    }
}

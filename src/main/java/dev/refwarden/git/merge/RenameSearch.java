package dev.refwarden.git.merge;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.Tree;
import dev.refwarden.git.merge.SideChanges.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where one side has the files that are gone from their places, as git's {@code diffcore-rename} pairs them: the same content first,
 * then files of one name that are three quarters alike, then the most alike of the rest, at least half.
 */
final class RenameSearch {
    private static final int HALF = Similarity.ALL / 2;
    private static final int THREE_QUARTERS = Similarity.ALL / 4 * 3;
    private static final int MOST_ALIKE = 100;
    private static final int MOST_FOR_ONE = 4;
    private static final int MOST_COMPARED = 1_000_000;
    private static final int MOST_PIECES = 2_000_000;
    private static final long MOST_STEPS = 100_000_000;

    private final MergeObjects objects;
    private final Clock clock;
    private final Map<ObjectId, Optional<Similarity>> contents = new HashMap<>();
    private final Map<String, Placed> found = new HashMap<>();
    private int compared;
    private int pieces;
    private long steps;
    private boolean complete = true;

    RenameSearch(MergeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** @param complete whether all that git would compare was compared */
    record Found(Map<String, Placed> byOldPath, boolean complete) {}

    private record Pair(Placed from, Placed to, int score, boolean sameName) {}

    private static final Comparator<Pair> BEST_FIRST =
            Comparator.comparingInt(Pair::score).thenComparing(Pair::sameName).reversed();

    /** @param relevant paths of which it matters where they went; the others only take the places that are theirs */
    Found search(SideChanges changes, Set<String> relevant) {
        ObjectId empty = objects.emptyFile();
        List<Placed> from = new ArrayList<>(changes.gone());
        List<Placed> to = new ArrayList<>(changes.added());
        from.removeIf(placed -> placed.entry().id().equals(empty));
        to.removeIf(placed -> placed.entry().id().equals(empty));
        findSame(from, to);
        findByName(from, to, relevant);
        from.removeIf(placed -> !relevant.contains(placed.path()));
        findAlike(from, to);
        return new Found(found, complete);
    }

    /** Takes out of both lists what belongs together. */
    private void findSame(List<Placed> from, List<Placed> to) {
        Map<ObjectId, List<Placed>> sources = new HashMap<>();
        from.forEach(source -> sources.computeIfAbsent(source.entry().id(), id -> new ArrayList<>())
                .add(source));
        for (Iterator<Placed> i = to.iterator(); i.hasNext(); ) {
            clock.check();
            Placed target = i.next();
            List<Placed> candidates = sources.getOrDefault(target.entry().id(), List.of());
            int best = -1;
            for (int at = 0; at < candidates.size() && at <= MOST_ALIKE; at++) {
                Placed candidate = candidates.get(at);
                boolean named = candidate.baseName().equals(target.baseName());
                if (isSameKind(candidate.entry(), target.entry()) && (best < 0 || named)) {
                    best = at;
                    if (named) {
                        break;
                    }
                }
            }
            if (best >= 0) {
                found.put(candidates.remove(best).path(), target);
                i.remove();
            }
        }
        from.removeIf(source -> found.containsKey(source.path()));
    }

    private static boolean isSameKind(Tree.Entry one, Tree.Entry other) {
        return one.mode() == other.mode() || (ThreeWay.isRegular(one) && ThreeWay.isRegular(other));
    }

    private void findByName(List<Placed> from, List<Placed> to, Set<String> relevant) {
        Map<String, Optional<Placed>> sources = byName(from);
        Map<String, Optional<Placed>> targets = byName(to);
        Set<Placed> taken = new HashSet<>();
        for (Placed source : from) {
            Optional<Placed> target = targets.getOrDefault(source.baseName(), Optional.empty());
            boolean unique =
                    sources.getOrDefault(source.baseName(), Optional.empty()).isPresent();
            if (relevant.contains(source.path())
                    && unique
                    && target.isPresent()
                    && score(source, target.get()) >= THREE_QUARTERS) {
                found.put(source.path(), target.get());
                taken.add(target.get());
            }
        }
        from.removeIf(source -> found.containsKey(source.path()));
        to.removeIf(taken::contains);
    }

    /** Under each last name what alone bears it; nothing where several do. */
    private static Map<String, Optional<Placed>> byName(List<Placed> placed) {
        Map<String, Optional<Placed>> byName = new HashMap<>();
        placed.forEach(one -> byName.merge(one.baseName(), Optional.of(one), (a, b) -> Optional.empty()));
        return byName;
    }

    private void findAlike(List<Placed> from, List<Placed> to) {
        List<Pair> pairs = new ArrayList<>();
        for (Placed target : from.isEmpty() ? List.<Placed>of() : to) {
            List<Pair> best = new ArrayList<>(MOST_FOR_ONE + 1);
            for (Placed source : from) {
                int score = score(source, target);
                if (score >= HALF) {
                    best.add(new Pair(source, target, score, source.baseName().equals(target.baseName())));
                    best.sort(BEST_FIRST);
                    best.subList(Math.min(best.size(), MOST_FOR_ONE), best.size())
                            .clear();
                }
            }
            pairs.addAll(best);
        }
        pairs.sort(BEST_FIRST);
        Map<Placed, Placed> taken = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            if (!taken.containsKey(pair.to()) && !found.containsKey(pair.from().path())) {
                taken.put(pair.to(), pair.from());
                found.put(pair.from().path(), pair.to());
            }
        }
    }

    private int score(Placed source, Placed target) {
        clock.check();
        if (!ThreeWay.isRegular(source.entry()) || !ThreeWay.isRegular(target.entry())) {
            return 0;
        }
        Optional<Similarity> one = content(source.entry().id());
        Optional<Similarity> other = content(target.entry().id());
        if (isTooDifferent(one, other)) {
            return 0;
        }
        if (++compared > MOST_COMPARED || steps > MOST_STEPS || one.isEmpty() || other.isEmpty()) {
            complete = false;
            return 0;
        }
        steps += one.get().pieces().length + other.get().pieces().length;
        return one.get().score(other.get());
    }

    /** Whether sizes alone show that it is less than half; what is absent may be of any size beyond those that are read. */
    private boolean isTooDifferent(Optional<Similarity> one, Optional<Similarity> other) {
        if (pieces > MOST_PIECES && (one.isEmpty() || other.isEmpty())) {
            return false;
        }
        int a = one.map(Similarity::size).orElse(MergeObjects.LARGEST_FILE);
        int b = other.map(Similarity::size).orElse(MergeObjects.LARGEST_FILE);
        return 2L * Math.min(a, b) < Math.max(a, b);
    }

    /** Absent where it cannot be read, is too large, or where there is no room for more. */
    private Optional<Similarity> content(ObjectId id) {
        Optional<Similarity> known = contents.get(id);
        if (known == null) {
            known = pieces > MOST_PIECES ? Optional.empty() : objects.file(id).map(Similarity::of);
            pieces += known.map(similarity -> similarity.pieces().length).orElse(0);
            contents.put(id, known);
        }
        return known;
    }
}

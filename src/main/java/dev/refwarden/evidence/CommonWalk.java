package dev.refwarden.evidence;

import dev.refwarden.git.NewCommits;
import dev.refwarden.git.ObjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One walk for all refs of a push under one rule: each new commit belongs to the first ref that brings
 * it. Every tip is reached before anything is taken.
 */
final class CommonWalk {
    private final NewCommits walk;
    private final Map<ObjectId, Span> spans = new HashMap<>();

    /** Which of the commits that the walk found came with a tip. */
    private record Span(int from, int to) {
        private static final Span EMPTY = new Span(0, 0);
    }

    CommonWalk(NewCommits walk) {
        this.walk = walk;
    }

    void reach(ObjectId tip) {
        spans.computeIfAbsent(tip, unknown -> {
            int from = walk.found();
            walk.walkFrom(tip);
            return new Span(from, walk.found());
        });
    }

    /** Makes sure that nothing only looks new because clocks lie, as {@link NewCommits#walkToTheEnd} does. */
    void walkToTheEnd(int most) {
        walk.walkToTheEnd(most);
    }

    boolean exceedsLimit() {
        return walk.exceedsLimit();
    }

    /** What the tip brings, newest claimed time first; nothing when it is asked for again. */
    List<ObjectId> take(ObjectId tip) {
        Span span = spans.getOrDefault(tip, Span.EMPTY);
        spans.put(tip, Span.EMPTY);
        return walk.commits(span.from(), span.to());
    }
}

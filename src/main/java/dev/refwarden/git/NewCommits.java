package dev.refwarden.git;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Walks from a pushed tip to what is settled, newest claimed time first, and collects what lies
 * between.
 *
 * <p>The walk stops as soon as nothing unsettled is left to visit, so that its cost follows the size
 * of the push and not of the repository. Clocks lie: a commit that claims to be newer than its
 * descendants can then look new although it is settled, never the other way round. {@link
 * #walkToTheEnd} removes that doubt.
 */
public final class NewCommits {
    /** So many bytes of commits that were read and not visited yet are kept; others are read again. */
    private static final long MOST_BYTES_HELD = 32L << 20;

    private final ObjectStore store;
    private final Map<ObjectId, CommitLinks> known;
    private final Settlement settlement;
    private final int limit;
    private final Visitor visitor;
    private final Map<ObjectId, Node> nodes = new HashMap<>();
    private final PriorityQueue<Node> queue = new PriorityQueue<>(Comparator.comparingLong(node -> -node.claimedTime));
    private final List<Node> candidates = new ArrayList<>();
    private int pending;
    private long bytesHeld;
    private boolean limitExceeded;

    /** Is shown each commit that looks new, once, with what the store holds under its id. */
    @FunctionalInterface
    public interface Visitor {
        void found(StoredObject commit);
    }

    /**
     * @param known links of commits that were read before; added to
     * @param limit how many new commits are collected at most
     */
    public NewCommits(
            ObjectStore store, Map<ObjectId, CommitLinks> known, Settlement settlement, int limit, Visitor visitor) {
        this.store = store;
        this.known = known;
        this.settlement = settlement;
        this.limit = limit;
        this.visitor = visitor;
        settlement.tips().forEach(this::seed);
    }

    /** Collects everything new from {@code tip} on; of several tips, each adds what those before it did not reach. */
    public NewCommits walkFrom(ObjectId tip) {
        Node start = nodes.get(tip);
        if (start == null) {
            start = new Node(tip, 0);
            nodes.put(tip, start);
        }
        if (start.reached) {
            return this;
        }
        load(start);
        start.reached = true;
        enqueue(start);
        while (pending > 0 && !limitExceeded) {
            visit(take());
        }
        return this;
    }

    /**
     * Follows the settled side further down, so that {@link #commits} is exact.
     *
     * @param most how many more commits are visited; with fewer left, what is wrongly new may stay so
     */
    public NewCommits walkToTheEnd(int most) {
        for (int visited = 0; visited < most && !queue.isEmpty() && !limitExceeded; visited++) {
            visit(take());
        }
        return this;
    }

    /**
     * Whether a commit is seen to be settled.
     *
     * @param most how many commits are visited for that; with fewer left, one that is settled may seem not to be
     */
    public boolean isSettled(ObjectId commit, int most) {
        Node node = nodes.computeIfAbsent(commit, none -> new Node(commit, 0));
        load(node);
        node.reached = true;
        enqueue(node);
        for (int visited = 0; isPending(node) && !node.candidate && visited < most; visited++) {
            visit(take());
        }
        return !isPending(node);
    }

    /** Whether there were more than the limit; {@link #commits} is incomplete then. */
    public boolean exceedsLimit() {
        return limitExceeded;
    }

    /** The new commits, newest claimed time first. */
    public List<ObjectId> commits() {
        return commits(0, candidates.size());
    }

    /** How many commits looked new so far, in the order in which they were found. */
    public int found() {
        return candidates.size();
    }

    /** Of those from number {@code from} to before number {@code to}, the ones that are new. */
    public List<ObjectId> commits(int from, int to) {
        List<ObjectId> ids = new ArrayList<>(to - from);
        for (Node candidate : candidates.subList(from, to)) {
            if (!settlement.settles(candidate.marks)) {
                ids.add(candidate.id);
            }
        }
        return ids;
    }

    private void seed(ObjectId id, Settlement.Tip tip) {
        Node node = new Node(id, tip.claimedTime());
        node.marks = tip.marks();
        nodes.put(id, node);
        enqueue(node);
    }

    private void visit(Node node) {
        store.lookAtTheClock();
        load(node);
        if (node.reached && !node.candidate && isNew(node)) {
            collect(node);
        }
        drop(node);
        boolean goesOn = isPending(node);
        List<ObjectId> parents = node.links.parents();
        for (int i = 0; i < parents.size(); i++) {
            boolean reached = goesOn && (i == 0 || !settlement.alongFirstParents());
            spread(settlement.spread(node.marks, i), reached, parents.get(i));
        }
    }

    private boolean isNew(Node node) {
        return !settlement.settles(node.marks) && !settlement.single().contains(node.id);
    }

    private void collect(Node node) {
        if (candidates.size() == limit) {
            limitExceeded = true;
            return;
        }
        node.candidate = true;
        candidates.add(node);
        visitor.found(node.object == null ? store.read(node.id) : node.object);
    }

    private void spread(long marks, boolean reached, ObjectId id) {
        if (marks == 0 && !reached) {
            return;
        }
        Node parent = nodes.get(id);
        if (parent == null) {
            parent = new Node(id, 0);
            nodes.put(id, parent);
            load(parent);
        }
        if ((parent.marks | marks) == parent.marks && (parent.reached || !reached)) {
            return;
        }
        forget(parent);
        parent.marks |= marks;
        parent.reached |= reached;
        enqueue(parent);
    }

    /** Reads a commit's links; what cannot be read has no parents, and is shown to the visitor as it is. */
    private void load(Node node) {
        if (node.loaded) {
            return;
        }
        node.loaded = true;
        CommitLinks links = known.get(node.id);
        if (links == null) {
            StoredObject object = store.read(node.id);
            links = object instanceof StoredObject.Raw raw ? CommitLinks.of(raw) : CommitLinks.NONE;
            keep(node, object);
            known.put(node.id, links);
        }
        node.links = links;
        if (!node.queued) {
            node.claimedTime = links.claimedTime();
        }
    }

    private void keep(Node node, StoredObject object) {
        if (bytesHeld + object.bytesHeld() <= MOST_BYTES_HELD) {
            node.object = object;
            bytesHeld += object.bytesHeld();
        }
    }

    private void drop(Node node) {
        bytesHeld -= node.object == null ? 0 : node.object.bytesHeld();
        node.object = null;
    }

    private void enqueue(Node node) {
        if (!node.queued) {
            node.queued = true;
            queue.add(node);
        }
        if (isPending(node)) {
            pending++;
        }
    }

    /** Takes back what {@link #enqueue} counted, before a node changes. */
    private void forget(Node node) {
        if (node.queued && isPending(node)) {
            pending--;
        }
    }

    private Node take() {
        Node node = queue.remove();
        forget(node);
        node.queued = false;
        return node;
    }

    private boolean isPending(Node node) {
        return node.reached && !settlement.ends(node.marks);
    }

    /** A commit as far as the walk has come to know it. */
    private static final class Node {
        private static final CommitLinks NONE = new CommitLinks(List.of(), 0);

        final ObjectId id;
        long claimedTime;
        long marks;
        boolean reached;
        boolean loaded;
        boolean queued;
        boolean candidate;
        CommitLinks links = NONE;

        @Nullable
        StoredObject object;

        Node(ObjectId id, long claimedTime) {
            this.id = id;
            this.claimedTime = claimedTime;
        }
    }
}

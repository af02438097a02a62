package dev.refwarden.ledger;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the ledger knows of one repository, as one push or command sees it: the commits that are settled there, those
 * that it sees to have landed just now among them, and when commits were first accepted.
 */
public final class RepositoryRecord implements SettledHistory {
    /** What many refs of a push came to is looked for once, by the next push, and then only by those who name it. */
    private static final int FEW = 16;
    /** The newest so many of those that come with few are looked for by every push. */
    private static final int MOST = 256;

    /** So many settled tips are no trouble for any push. */
    private static final int NEWEST = 512;
    /** A push that would be refused looks at so many at most, besides those that it comes upon. */
    private static final int ALL = 8_192;

    private final Ledger ledger;
    private final String repository;
    private final List<SettledTip> tips;
    private final List<WaitingTip> landed;
    private final LandedTags tags;
    private final FirstAccepted firstAccepted;

    private RepositoryRecord(
            Ledger ledger, String repository, List<SettledTip> tips, List<WaitingTip> landed, LandedTags tags) {
        this.ledger = ledger;
        this.repository = repository;
        this.tips = List.copyOf(tips);
        this.landed = List.copyOf(landed);
        this.tags = tags;
        this.firstAccepted = new FirstAccepted(ledger, repository, this.landed);
    }

    /**
     * Reads the record.
     *
     * @param updates of the push at hand; a tip that one of them replaces has landed
     * @param refs where refs really are
     */
    public static RepositoryRecord open(
            Ledger ledger, String repository, List<RefUpdate> updates, Function<RefName, Optional<ObjectId>> refs)
            throws IOException {
        return open(ledger, repository, updates, List.of(), refs);
    }

    /**
     * Reads the record, believing what {@code post-receive} reported as far as exactly that was accepted.
     *
     * @param updates of the push at hand; a tip that one of them replaces has landed
     * @param told updates that are said to have landed
     * @param refs where refs really are
     */
    public static RepositoryRecord open(
            Ledger ledger,
            String repository,
            List<RefUpdate> updates,
            List<RefUpdate> told,
            Function<RefName, Optional<ObjectId>> refs)
            throws IOException {
        return ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            if (id.isEmpty()) {
                return new RepositoryRecord(ledger, repository, List.of(), List.of(), LandedTags.NONE);
            }
            // Many tips may wait for one ref.
            Map<RefName, Optional<ObjectId>> tips = new HashMap<>();
            Function<RefName, Optional<ObjectId>> tipOf = ref -> tips.computeIfAbsent(ref, refs);
            Set<WaitingTip> seen = new LinkedHashSet<>();
            for (WaitingTip tip : looked(session, id.get(), updates, tipOf)) {
                // An update can claim to replace a tip that the ref never had: what the ref holds is looked at, too.
                if (tipOf.apply(tip.accepted().ref())
                        .filter(tip.accepted().after()::equals)
                        .isPresent()) {
                    seen.add(tip);
                }
            }
            seen.addAll(told(session, id.get(), told));
            List<WaitingTip> landed = new ArrayList<>();
            List<WaitingTip> heldBack = new ArrayList<>();
            for (WaitingTip tip : seen) {
                (RestedTag.holdsBack(session, id.get(), tip) ? heldBack : landed).add(tip);
            }
            LandedTags tags = LandedTags.of(RestedTag.waiting(session, id.get(), told), heldBack, told, tipOf);
            return new RepositoryRecord(ledger, repository, recent(session, id.get(), updates), landed, tags);
        });
    }

    /**
     * The record once it is known of each tag that rested on a branch of its push whether that branch is there; until
     * then they count for nothing.
     *
     * @param onBranch whether a tag's commit is where its rule requires it, by the refs as they are
     * @param now the server's clock
     */
    public RepositoryRecord withTags(LandedTags.Looking onBranch, Instant now) throws IOException {
        LandedTags judged = tags.judged(onBranch, now);
        List<WaitingTip> more = new ArrayList<>(landed);
        more.addAll(judged.waitingWithBranch());
        return new RepositoryRecord(ledger, repository, tips, more, judged);
    }

    /** Those that were accepted as exactly what is reported. */
    private static Set<WaitingTip> told(Session session, long id, List<RefUpdate> told) throws IOException {
        Set<WaitingTip> tips = new LinkedHashSet<>();
        for (RefUpdate update : told) {
            WaitingTip.at(session, id, update.ref(), update.after()).stream()
                    .filter(tip -> tip.accepted().before().equals(update.before()))
                    .forEach(tips::add);
        }
        return tips;
    }

    /** Those among what waits that this push looks for. */
    private static Set<WaitingTip> looked(
            Session session, long id, List<RefUpdate> updates, Function<RefName, Optional<ObjectId>> tipOf)
            throws IOException {
        Set<WaitingTip> tips = new LinkedHashSet<>();
        for (WaitingTip.Place place : WaitingTip.places(session, id, FEW, MOST)) {
            if (tipOf.apply(place.ref()).filter(place.tip()::equals).isPresent()) {
                tips.addAll(WaitingTip.at(session, id, place.ref(), place.tip()));
            }
        }
        tips.addAll(WaitingTip.of(session, id, session.number("SELECT latest FROM repositories WHERE id = ?", id)));
        for (RefUpdate update : updates) {
            if (!update.creates()) {
                tips.addAll(WaitingTip.at(session, id, update.ref(), update.before()));
            }
        }
        return tips;
    }

    /** Everything that is settled as far as can be seen now. */
    public List<SettledTip> settled() throws IOException {
        return all();
    }

    @Override
    public List<SettledTip> recent() {
        return withLanded(tips);
    }

    @Override
    public List<SettledTip> all() throws IOException {
        return withLanded(ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            return id.isPresent() ? SettledTips.of(session, id.get()) : List.of();
        }));
    }

    @Override
    public boolean isLarge() throws IOException {
        return ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            return id.isPresent() && SettledTips.areMoreThan(session, id.get(), ALL);
        });
    }

    @Override
    public List<SettledTip> near(Collection<ObjectId> commits, long oldest) throws IOException {
        return ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            if (id.isEmpty()) {
                return List.of();
            }
            List<SettledTip> near = new ArrayList<>(SettledTips.among(session, id.get(), commits));
            near.addAll(SettledTips.since(session, id.get(), oldest, ALL));
            return near;
        });
    }

    /** The tips among these commits that the ledger holds as settled. */
    public List<SettledTip> among(Collection<ObjectId> commits) throws IOException {
        return ledger.read(session -> {
            Optional<Long> id = Repositories.idOf(session, repository);
            return id.isPresent() ? SettledTips.among(session, id.get(), commits) : List.of();
        });
    }

    /** The part of what the ledger holds as settled that most pushes need. */
    public List<SettledTip> recorded() {
        return tips;
    }

    private List<SettledTip> withLanded(List<SettledTip> known) {
        Set<SettledTip> settled = new LinkedHashSet<>(known);
        for (WaitingTip tip : landed) {
            settled.add(tip.accepted().settled());
        }
        return List.copyOf(settled);
    }

    private static List<SettledTip> recent(Session session, long id, List<RefUpdate> updates) throws IOException {
        Set<SettledTip> recent = new LinkedHashSet<>(SettledTips.newest(session, id, NEWEST));
        recent.addAll(SettledTips.declared(session, id, NEWEST));
        for (RefUpdate update : updates) {
            recent.addAll(SettledTips.forRef(session, id, update.ref()));
            if (!update.creates()) {
                recent.addAll(SettledTips.at(session, id, update.before()));
            }
        }
        return List.copyOf(recent);
    }

    /** What was seen to have landed. */
    public List<LandedTip> landed() {
        Set<LandedTip> seen = new LinkedHashSet<>();
        for (WaitingTip tip : landed) {
            seen.add(new LandedTip(
                    tip.seq(), tip.accepted().ref(), tip.accepted().after()));
        }
        for (RestedTag tag : tags.withBranch()) {
            seen.add(new LandedTip(tag.seq(), tag.ref(), tag.after()));
        }
        return List.copyOf(seen);
    }

    /** Tags that were seen to have landed without the branch that they were accepted for. */
    List<RestedTag> alone() {
        return tags.alone();
    }

    /**
     * Writes what was seen to have landed, where no decision does.
     *
     * @param patience how long others may be waited for
     * @return whether there was anything that the log did not say yet
     */
    public boolean note(Instant time, Duration patience) throws IOException {
        return ledger.decide(repository, patience, transaction -> {
            Noted noted = Noted.of(transaction, repository, Optional.of(this), Optional.empty(), Optional.empty());
            if (!noted.isEmpty()) {
                transaction.append(time, noted);
            }
            return !noted.isEmpty();
        });
    }

    /** Whether all that is settled here has ids of another format: then the repository was recreated with the other hash. */
    public boolean isOfAnother(ObjectFormat format) {
        return !tips.isEmpty()
                && tips.stream().noneMatch(tip -> tip.commit().format() == format)
                && landed.stream().noneMatch(tip -> tip.accepted().after().format() == format);
    }

    /** When a commit was first accepted here under a rule that demands signatures, and landed. */
    public Optional<Instant> firstAccepted(ObjectId commit) throws IOException {
        return firstAccepted.of(commit);
    }

    @Override
    public boolean had(RefName ref, ObjectId tip) throws IOException {
        return new TipsHeld(ledger, repository).had(ref, tip);
    }

    /** Those commits in which a push of that kind had findings, and could pass all the same. */
    public Set<ObjectId> letThrough(Set<ObjectId> commits, DecisionKind kind) throws IOException {
        Set<ObjectId> found = new LinkedHashSet<>();
        List<ObjectId> all = List.copyOf(commits);
        for (int from = 0; from < all.size(); from += MOST) {
            Map<Long, ObjectId> numbers = new HashMap<>();
            all.subList(from, Math.min(from + MOST, all.size()))
                    .forEach(commit -> numbers.put(DecisionRows.objectNumber(commit.hex()), commit));
            List<Long> those = ledger.read(session -> session.list(
                    "SELECT DISTINCT o.object FROM decision_objects o JOIN decisions d ON d.seq = o.seq"
                            + " WHERE o.object IN (" + ledger.ids() + ") AND d.kind = ?"
                            + " AND d.repository = (SELECT id FROM repositories WHERE name = ?)",
                    row -> row.getLong(1),
                    numbers.keySet().toString(),
                    kind.number(),
                    repository));
            those.forEach(number -> found.add(Objects.requireNonNull(numbers.get(number))));
        }
        return found;
    }

    /** Appends an administrator's declaration of what is settled. */
    public Appended declare(Instant time, BaselineLine line) throws IOException {
        return ledger.decide(repository, transaction -> {
            Noted noted = Noted.of(transaction, repository, Optional.of(this), Optional.empty(), Optional.empty());
            if (!noted.isEmpty()) {
                transaction.append(time, noted);
            }
            return transaction.append(time, line);
        });
    }

    /**
     * A commit as an administrator declares it settled.
     *
     * @param only for which ref; absent: for all
     */
    public static SettledTip declared(ObjectId commit, Optional<RefName> only, Instant time, long claimedTime) {
        return new SettledTip(
                Optional.empty(), EnumSet.allOf(Aspect.class), commit, only, Optional.of(time), claimedTime);
    }
}

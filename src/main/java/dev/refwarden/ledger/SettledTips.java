package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The commits of a repository that are settled with all before them. */
final class SettledTips {
    static final String INSERT = "INSERT INTO settled VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    static final String REPLACED = "DELETE FROM settled WHERE repository = ? AND commit_id = ? AND rule = ? AND ref = ?"
            + " AND (aspects & ?) = aspects AND (aspects & ?) = ?";

    static final String EXTENDED =
            "DELETE FROM settled WHERE repository = ? AND commit_id = ? AND rule = ? AND aspects = ? AND ref = ?";

    private static final int AT_ONCE = 64;
    private static final String AMONG = "repository = ? AND commit_id IN (?" + ", ?".repeat(AT_ONCE - 1) + ")";

    private SettledTips() {}

    static List<SettledTip> of(Session session, long repository) throws IOException {
        return list(session, "repository = ?", repository);
    }

    /** The newest {@code most}, by the times that commits claim. */
    static List<SettledTip> newest(Session session, long repository, int most) throws IOException {
        return list(session, "repository = ? AND ref = '' ORDER BY claimed DESC LIMIT " + most, repository);
    }

    /** The newest {@code most} of those that an administrator declared for all refs. */
    static List<SettledTip> declared(Session session, long repository, int most) throws IOException {
        // The plus keeps a database from walking by time through all that is not declared.
        return list(
                session, "repository = ? AND ref = '' AND rule = '' ORDER BY +claimed DESC LIMIT " + most, repository);
    }

    /** Those that count for one ref alone. */
    static List<SettledTip> forRef(Session session, long repository, RefName ref) throws IOException {
        return list(session, "repository = ? AND ref = ?", repository, ref.value());
    }

    /** Whether there are more than {@code few}. */
    static boolean areMoreThan(Session session, long repository, int few) throws IOException {
        return session.isThere("SELECT 1 FROM settled WHERE repository = ? LIMIT 1 OFFSET " + few, repository);
    }

    /** Of those whose commits claim to be made at {@code from} or later, the oldest {@code most}. */
    static List<SettledTip> since(Session session, long repository, long from, int most) throws IOException {
        return list(
                session,
                "repository = ? AND ref = '' AND claimed >= ? ORDER BY claimed LIMIT " + most,
                repository,
                from);
    }

    /** Those that are some of these commits. */
    static List<SettledTip> among(Session session, long repository, Collection<ObjectId> commits) throws IOException {
        List<SettledTip> found = new ArrayList<>();
        Iterator<ObjectId> left = commits.iterator();
        while (left.hasNext()) {
            Object[] parameters = new Object[1 + AT_ONCE];
            parameters[0] = repository;
            byte[] last = new byte[0];
            for (int i = 1; i <= AT_ONCE; i++) {
                // What is left over of the statement asks for the last one again.
                last = left.hasNext() ? left.next().bytes() : last;
                parameters[i] = last;
            }
            found.addAll(list(session, AMONG, parameters));
        }
        return found;
    }

    /** Those that are this very commit. */
    static List<SettledTip> at(Session session, long repository, ObjectId commit) throws IOException {
        return list(session, "repository = ? AND commit_id = ?", repository, commit.bytes());
    }

    private static List<SettledTip> list(Session session, String which, Object... parameters) throws IOException {
        return session.list(
                "SELECT rule, aspects, commit_id, ref, declared, claimed FROM settled WHERE " + which,
                row -> {
                    long declared = row.getLong(5);
                    return new SettledTip(
                            Optional.of(row.getString(1)).filter(rule -> !rule.isEmpty()),
                            Aspect.ofBits(row.getInt(2)),
                            ObjectId.fromBytes(row.getBytes(3)),
                            Optional.of(row.getString(4))
                                    .filter(ref -> !ref.isEmpty())
                                    .map(RefName::new),
                            row.wasNull() || declared == 0
                                    ? Optional.empty()
                                    : Optional.of(Instant.ofEpochMilli(declared)),
                            row.getLong(6));
                },
                parameters);
    }

    /** What landed, in place of the tips that it grew out of; a tip before another one settles nothing more. */
    static void settle(Changes changes, long repository, AcceptedTip tip) throws IOException {
        String only = tip.forItsRefOnly() ? tip.ref().value() : "";
        long aspects = Aspect.bits(tip.aspects());
        if (!tip.succession().contained()) {
            changes.update(
                    INSERT,
                    repository,
                    tip.commit().bytes(),
                    tip.rule(),
                    aspects,
                    only,
                    Optional.empty(),
                    tip.claimedTime());
        }
        for (ObjectId replaced : tip.succession().replaces()) {
            changes.update(
                    REPLACED,
                    repository,
                    replaced.bytes(),
                    tip.rule(),
                    only,
                    aspects,
                    Aspect.SCOPES,
                    aspects & Aspect.SCOPES);
        }
        if (tip.extendsLine() && !tip.before().equals(tip.commit())) {
            changes.update(EXTENDED, repository, tip.before().bytes(), tip.rule(), aspects, only);
        }
    }

    /** Settles a commit under every rule, without what is before it. */
    static void declareSingle(Changes changes, long repository, ObjectId commit, Instant time) throws IOException {
        changes.update(INSERT, repository, commit.bytes(), "", 0L, "", time.toEpochMilli(), 0L);
    }

    /** @param only the ref for which alone it counts; empty: for all */
    static void declare(Changes changes, long repository, ObjectId commit, String only, Instant time, long claimedTime)
            throws IOException {
        changes.update(
                INSERT,
                repository,
                commit.bytes(),
                "",
                Aspect.bits(EnumSet.allOf(Aspect.class)),
                only,
                time.toEpochMilli(),
                claimedTime);
    }
}

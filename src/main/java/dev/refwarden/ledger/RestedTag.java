package dev.refwarden.ledger;

import dev.refwarden.decision.RestingTag;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tag that decision {@code seq} accepted for a branch of the same push. Git writes refs one by one, so that the tag can
 * land without the branch.
 *
 * @param after where the tag was to be put: a tag object or a commit
 * @param accepted when that was
 * @param alarmed whether the log says that it landed without the branch
 */
public record RestedTag(long seq, RestingTag tag, ObjectId before, ObjectId after, Instant accepted, boolean alarmed) {
    /** For so long git may still be writing the refs of the push. */
    private static final Duration WRITING = Duration.ofMinutes(1);
    /** So many are looked for at a time, the newest first. */
    private static final int MOST = 256;

    private static final String SELECT = "SELECT seq, ref, commit_id, branches, before_id, after_id, time, alarmed"
            + " FROM resting WHERE repository = ?";

    static final String INSERT = "INSERT INTO resting VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)";
    static final String ALONE = "UPDATE resting SET alarmed = 1 WHERE repository = ? AND seq = ? AND ref = ?";
    static final String TOGETHER = "DELETE FROM resting WHERE repository = ? AND seq = ? AND ref = ?";
    static final String FORGOTTEN = "DELETE FROM resting WHERE repository = ? AND alarmed = 0 AND time < ?";

    public RefName ref() {
        return tag.ref();
    }

    /** What is said of it where the branch did not land. */
    public String words() {
        String branches = tag.branches().stream().map(RefName::value).collect(Collectors.joining(", "));
        return "the tag " + ref() + " landed, but the branch it rested on, " + branches + ", did not";
    }

    /** Whether the push may not be over yet. */
    boolean mayBeIncomplete(Instant now) {
        return accepted.plus(WRITING).isAfter(now);
    }

    /** Every such tag of a repository that has not been seen to land together with its branch. */
    public static List<RestedTag> of(Ledger ledger, String repository) throws IOException {
        return ledger.read(session -> {
            List<RestedTag> tags = new ArrayList<>();
            for (long id : Repositories.idOf(session, repository).stream().toList()) {
                tags.addAll(session.list(SELECT + " ORDER BY seq", RestedTag::read, id));
            }
            return tags;
        });
    }

    /** Those of which it is not known whether they landed: the newest, and all that are said to have landed. */
    static List<RestedTag> waiting(Session session, long repository, List<RefUpdate> told) throws IOException {
        Set<RestedTag> tags = new LinkedHashSet<>(
                session.list(SELECT + " AND alarmed = 0 ORDER BY seq DESC LIMIT " + MOST, RestedTag::read, repository));
        for (RefUpdate update : told) {
            tags.addAll(session.list(
                    SELECT + " AND alarmed = 0 AND ref = ? AND after_id = ?",
                    RestedTag::read,
                    repository,
                    update.ref().value(),
                    update.after().bytes()));
        }
        return List.copyOf(tags);
    }

    /** Whether a tip is that of such a tag, and so settles nothing before it is known where the tag's branch is. */
    static boolean holdsBack(Session session, long repository, WaitingTip tip) throws IOException {
        return session.isThere(
                "SELECT 1 FROM resting WHERE repository = ? AND seq = ? AND ref = ?",
                repository,
                tip.seq(),
                tip.accepted().ref().value());
    }

    /** Keeps what an accepted line says of one update. */
    static void add(Changes changes, long repository, LoggedLine line, Map<String, Object> update) throws IOException {
        if (update.get("restsOn") instanceof List<?> branches && !branches.isEmpty()) {
            changes.update(
                    INSERT,
                    repository,
                    line.seq(),
                    LoggedLine.text(update, "ref"),
                    ObjectId.fromHex(LoggedLine.text(update, "old")).bytes(),
                    ObjectId.fromHex(LoggedLine.text(update, "new")).bytes(),
                    ObjectId.fromHex(LoggedLine.text(update, "commit")).bytes(),
                    branches.stream().map(String::valueOf).collect(Collectors.joining("\n")),
                    line.time().toEpochMilli());
        }
    }

    /** Keeps that it landed: without the branch, or as it should. */
    static void land(Changes changes, long repository, long seq, String ref, boolean alone) throws IOException {
        changes.update(alone ? ALONE : TOGETHER, repository, seq, ref);
    }

    static void forget(Changes changes, long repository, Instant before) throws IOException {
        changes.update(FORGOTTEN, repository, before.toEpochMilli());
    }

    private static RestedTag read(ResultSet row) throws SQLException {
        List<RefName> branches = row.getString(4).lines().map(RefName::new).toList();
        return new RestedTag(
                row.getLong(1),
                new RestingTag(new RefName(row.getString(2)), ObjectId.fromBytes(row.getBytes(3)), branches),
                ObjectId.fromBytes(row.getBytes(5)),
                ObjectId.fromBytes(row.getBytes(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getInt(8) != 0);
    }
}

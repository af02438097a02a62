package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tip that was accepted, while it is not known whether the ref got there.
 *
 * @param seq of the decision that accepted it
 */
public record WaitingTip(long seq, AcceptedTip accepted) {
    private static final String COLUMNS =
            "seq, rule, aspects, ref, before_id, after_id, commit_id, claimed, extends, own, replaces, contained";

    static final String INSERT = "INSERT INTO waiting (repository, " + COLUMNS + ", tips, time)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String DONE = "DELETE FROM waiting WHERE repository = ? AND seq = ? AND ref = ?";
    static final String TOO_LONG = "DELETE FROM waiting WHERE repository = ? AND time < ?";

    static void add(Changes changes, long repository, LoggedLine line, AcceptedTip tip, int tips) throws IOException {
        changes.update(
                INSERT,
                repository,
                line.seq(),
                tip.rule(),
                Aspect.bits(tip.aspects()),
                tip.ref().value(),
                tip.before().bytes(),
                tip.after().bytes(),
                tip.commit().bytes(),
                tip.claimedTime(),
                tip.extendsLine(),
                tip.forItsRefOnly(),
                joined(tip.succession().replaces()),
                tip.succession().contained(),
                tips,
                line.time().toEpochMilli());
    }

    /** Those of one decision. */
    static List<WaitingTip> of(Session session, long repository, long seq) throws IOException {
        return session.list(
                "SELECT " + COLUMNS + " FROM waiting WHERE repository = ? AND seq = ? ORDER BY ref, rule",
                WaitingTip::read,
                repository,
                seq);
    }

    /** Those that would have put {@code ref} at {@code tip}. */
    static List<WaitingTip> at(Session session, long repository, RefName ref, ObjectId tip) throws IOException {
        return session.list(
                "SELECT " + COLUMNS + " FROM waiting WHERE repository = ? AND ref = ? AND after_id = ? ORDER BY seq",
                WaitingTip::read,
                repository,
                ref.value(),
                tip.bytes());
    }

    /** Where a ref would be. */
    record Place(RefName ref, ObjectId tip) {}

    /** Where pushes that brought few tips would have put refs, by the newest {@code most} of them: each place once. */
    static List<Place> places(Session session, long repository, int few, int most) throws IOException {
        return session.list(
                "SELECT DISTINCT ref, after_id FROM (SELECT ref, after_id FROM waiting WHERE repository = ? AND tips <= ?"
                        + " ORDER BY seq DESC LIMIT " + most + ") AS newest",
                row -> new Place(new RefName(row.getString(1)), ObjectId.fromBytes(row.getBytes(2))),
                repository,
                few);
    }

    /** Those of pushes that brought few tips, the newest {@code most} of them. */
    static List<WaitingTip> ofFew(Session session, long repository, int few, int most) throws IOException {
        return session.list(
                "SELECT " + COLUMNS + " FROM waiting WHERE repository = ? AND tips <= ? ORDER BY seq DESC LIMIT "
                        + most,
                WaitingTip::read,
                repository,
                few);
    }

    private static WaitingTip read(ResultSet row) throws SQLException {
        return new WaitingTip(
                row.getLong(1),
                new AcceptedTip(
                        row.getString(2),
                        Aspect.ofBits(row.getInt(3)),
                        new RefName(row.getString(4)),
                        ObjectId.fromBytes(row.getBytes(5)),
                        ObjectId.fromBytes(row.getBytes(6)),
                        ObjectId.fromBytes(row.getBytes(7)),
                        row.getLong(8),
                        row.getInt(9) != 0,
                        row.getInt(10) != 0,
                        new Succession(split(row.getBytes(11), row.getBytes(7).length), row.getInt(12) != 0)));
    }

    /** Ids one behind the other. */
    private static byte[] joined(List<ObjectId> ids) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ids.forEach(id -> out.writeBytes(id.bytes()));
        return out.toByteArray();
    }

    /** @param length of an id in bytes; all objects of a repository have names of one length */
    private static List<ObjectId> split(byte[] joined, int length) {
        List<ObjectId> ids = new ArrayList<>();
        for (int from = 0; from + length <= joined.length; from += length) {
            ids.add(ObjectId.fromBytes(Arrays.copyOfRange(joined, from, from + length)));
        }
        return ids;
    }
}

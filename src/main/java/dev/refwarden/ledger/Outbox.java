package dev.refwarden.ledger;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of the log someone outside is still to be notified of. A row is written with its line, by the same
 * transaction, and removed once the receiver has taken the message; no decision depends on one.
 *
 * <p>Whoever sends claims rows first, for a time: a sender that is killed loses nothing, for its rows are due again when that time is over, and two senders
 * never hold the same row.
 */
public final class Outbox {
    /** When rows are due that were given up. */
    private static final long NEVER = Long.MAX_VALUE;

    private final Ledger ledger;

    public Outbox(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Rows of one receiver.
     *
     * @param waiting that are to be sent, now or later
     * @param oldest the number of the oldest of these lines; 0 where none waits
     * @param tries how often any of them was tried at most
     * @param givenUp that were tried for days, in vain
     */
    public record Figures(long waiting, long oldest, long tries, long givenUp) {}

    /** Writes the rows of a line that was just appended, where receivers are to be notified of it. */
    static void add(Session session, Collection<String> receivers, LoggedLine line) throws IOException {
        if (!isNews(line)) {
            return;
        }
        for (String receiver : receivers) {
            session.update(
                    "INSERT INTO outbox VALUES (?, ?, ?, 0)",
                    receiver,
                    line.seq(),
                    line.time().toEpochMilli());
        }
    }

    /** Refused pushes that someone meant, and alarms. */
    private static boolean isNews(LoggedLine line) {
        if (line.fields().get("drill") == Boolean.TRUE) {
            return false;
        }
        return line.text("verdict").equals("refused")
                || (line.fields().get("alarms") instanceof List<?> alarms && !alarms.isEmpty());
    }

    /** The numbers of the lines that a receiver is to be notified of by now, oldest first. */
    public List<Long> due(String receiver, Instant now, int limit) throws IOException {
        return ledger.read(session -> session.list(
                "SELECT seq FROM outbox WHERE receiver = ? AND due <= ? ORDER BY seq LIMIT ?",
                row -> row.getLong(1),
                receiver,
                now.toEpochMilli(),
                limit));
    }

    /**
     * Claims rows until a time by which the sender has said what became of them.
     *
     * @return the rows that are this sender's now, with how often each was tried, this time included
     */
    public SortedMap<Long, Integer> claim(String receiver, Collection<Long> seqs, Instant now, Instant until)
            throws IOException {
        SortedMap<Long, Integer> claimed = new TreeMap<>();
        ledger.read(session -> {
            session.each(
                    "UPDATE outbox SET due = ?, tries = tries + 1 WHERE receiver = ? AND due <= ? AND seq IN ("
                            + ledger.ids() + ") RETURNING seq, tries",
                    row -> claimed.put(row.getLong(1), row.getInt(2)),
                    until.toEpochMilli(),
                    receiver,
                    now.toEpochMilli(),
                    json(seqs));
            return claimed;
        });
        return claimed;
    }

    /** Removes rows whose message the receiver has taken, or is not to get. */
    public void remove(String receiver, Collection<Long> seqs) throws IOException {
        change("DELETE FROM outbox WHERE receiver = ? AND seq IN (" + ledger.ids() + ")", receiver, json(seqs));
    }

    /** Has rows tried again, at the earliest at this time. */
    public void postpone(String receiver, Collection<Long> seqs, Instant due) throws IOException {
        setDue(receiver, seqs, due.toEpochMilli());
    }

    /** Keeps rows, but has them tried no more unless someone says so. */
    public void giveUp(String receiver, Collection<Long> seqs) throws IOException {
        setDue(receiver, seqs, NEVER);
    }

    private void setDue(String receiver, Collection<Long> seqs, long due) throws IOException {
        change(
                "UPDATE outbox SET due = ? WHERE receiver = ? AND seq IN (" + ledger.ids() + ")",
                due,
                receiver,
                json(seqs));
    }

    /** Has everything tried again now that was given up or waits for its next try. */
    public void retryAll(Instant now) throws IOException {
        change("UPDATE outbox SET due = ?, tries = 0 WHERE due > ?", now.toEpochMilli(), now.toEpochMilli());
    }

    /** Forgets what was given up for a receiver; with {@code all}, what waits for it too. */
    public void forget(String receiver, boolean all) throws IOException {
        change("DELETE FROM outbox WHERE receiver = ? AND due >= ?", receiver, all ? 0 : NEVER);
    }

    /** Every receiver that has rows, whether or not it is still configured. */
    public SortedMap<String, Figures> figures() throws IOException {
        SortedMap<String, Figures> figures = new TreeMap<>();
        ledger.read(session -> {
            session.each(
                    "SELECT receiver, sum(CASE WHEN due < ? THEN 1 ELSE 0 END),"
                            + " min(CASE WHEN due < ? THEN seq ELSE NULL END),"
                            + " max(CASE WHEN due < ? THEN tries ELSE 0 END), count(*) FROM outbox GROUP BY receiver",
                    row -> figures.put(
                            row.getString(1),
                            new Figures(
                                    row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5) - row.getLong(2))),
                    NEVER,
                    NEVER,
                    NEVER);
            return Map.copyOf(figures);
        });
        return figures;
    }

    private void change(String sql, Object... parameters) throws IOException {
        ledger.read(session -> {
            session.update(sql, parameters);
            return sql;
        });
    }

    private static String json(Collection<Long> seqs) {
        return List.copyOf(seqs).toString();
    }
}

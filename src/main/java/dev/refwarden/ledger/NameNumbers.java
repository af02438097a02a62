package dev.refwarden.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The numbers by which index rows know names; a name gets its number where it first stands. */
final class NameNumbers {
    private static final int AT_ONCE = 16;
    private static final String SOME = "SELECT name, id FROM names WHERE name IN (?" + ", ?".repeat(AT_ONCE - 1) + ")";

    private static final int MOST_REMEMBERED = 100_000;

    private final Session session;
    private final boolean remembers;
    private final Map<String, Long> remembered = new HashMap<>();
    private long newest = -1;

    private NameNumbers(Session session, boolean remembers) {
        this.session = session;
        this.remembers = remembers;
    }

    /** For a transaction that may be taken back. */
    static NameNumbers of(Session session) {
        return new NameNumbers(session, false);
    }

    /** For tables that nobody else writes, and nobody takes back. */
    static NameNumbers remembering(Session session) {
        return new NameNumbers(session, true);
    }

    /** The numbers of all these names. */
    Map<String, Long> of(Collection<String> names) throws IOException {
        if (remembers && remembered.keySet().containsAll(names)) {
            return remembered;
        }
        Map<String, Long> numbers = numbered(names);
        if (remembers) {
            if (remembered.size() > MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.putAll(numbers);
        }
        return numbers;
    }

    private Map<String, Long> numbered(Collection<String> names) throws IOException {
        Map<String, Long> numbers = known(names);
        for (String name : names) {
            if (!numbers.containsKey(name)) {
                newest = newest < 0 ? session.number("SELECT max(id) FROM names") : newest;
                newest++;
                session.update("INSERT INTO names VALUES (?, ?)", newest, name);
                numbers.put(name, newest);
            }
        }
        return numbers;
    }

    private Map<String, Long> known(Collection<String> names) throws IOException {
        Map<String, Long> known = new HashMap<>();
        Iterator<String> left = names.iterator();
        while (left.hasNext()) {
            Object[] some = new Object[AT_ONCE];
            String last = "";
            for (int i = 0; i < AT_ONCE; i++) {
                // What is left over of the statement asks for the last one again.
                last = left.hasNext() ? left.next() : last;
                some[i] = last;
            }
            session.each(SOME, row -> known.put(row.getString(1), row.getLong(2)), some);
        }
        return known;
    }
}

package dev.refwarden.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** The numbers of names in a ledger's tables; a transaction that may be taken back remembers none. */
final class NameNumbers implements Names {
    static final String INSERT = "INSERT INTO names VALUES (?, ?)";

    private static final int AT_ONCE = 16;
    private static final String SOME = "SELECT name, id FROM names WHERE name IN (?" + ", ?".repeat(AT_ONCE - 1) + ")";

    private final Session session;
    private long newest = -1;

    NameNumbers(Session session) {
        this.session = session;
    }

    @Override
    public Map<String, Long> of(Collection<String> names) throws IOException {
        Map<String, Long> numbers = known(names);
        for (String name : names) {
            if (!numbers.containsKey(name)) {
                newest = newest < 0 ? session.number("SELECT max(id) FROM names") : newest;
                newest++;
                session.update(INSERT, newest, name);
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

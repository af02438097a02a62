package dev.refwarden.ledger;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of a ledger. */
final class StoredTables implements Tables {
    private final Session session;
    private final NameNumbers names;

    StoredTables(Session session) {
        this.session = session;
        this.names = new NameNumbers(session);
    }

    @Override
    public void update(String sql, Object... parameters) throws IOException {
        session.update(sql, parameters);
    }

    @Override
    public void insert(String insert, List<Object[]> rows) throws IOException {
        session.insert(insert, rows);
    }

    @Override
    public Map<String, Long> of(Collection<String> some) throws IOException {
        return names.of(some);
    }

    @Override
    public Optional<Long> repository(String name) throws IOException {
        return Repositories.idOf(session, name);
    }

    @Override
    public long newestRepository() throws IOException {
        return session.number("SELECT max(id) FROM repositories");
    }

    @Override
    public List<AcceptedTip> waiting(long repository, long seq) throws IOException {
        return WaitingTip.of(session, repository, seq).stream()
                .map(WaitingTip::accepted)
                .toList();
    }
}

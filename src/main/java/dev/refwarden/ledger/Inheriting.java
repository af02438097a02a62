package dev.refwarden.ledger;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from what version 0.1 knew besides its lines, as the line of the import says it. */
final class Inheriting {
    static final String SIGHTED_THEN = "INSERT INTO sightings VALUES (?, ?, ?)"
            + " ON CONFLICT (person, fingerprint) DO UPDATE SET time = excluded.time";

    private final Tables tables;
    private final Consequences consequences;

    Inheriting(Tables tables, Consequences consequences) {
        this.tables = tables;
        this.consequences = consequences;
    }

    void of(LoggedLine line) throws IOException {
        for (Map<String, Object> place : line.objects("places")) {
            tables.update(Consequences.PLACE, "", LoggedLine.text(place, "folder"), LoggedLine.text(place, "name"));
        }
        for (Map<String, Object> item : line.objects("inherited")) {
            if (item.containsKey("ref")) {
                land(item);
            } else if (item.containsKey("digest")) {
                consume(item, line.seq());
            } else if (item.containsKey("key")) {
                sight(item);
            }
        }
    }

    /** Nothing lands that no line accepted; how long that waited does not matter. */
    private void land(Map<String, Object> item) throws IOException {
        Optional<Long> repository = tables.repository(LoggedLine.text(item, "repository"));
        long seq = LoggedLine.number(item, "seq");
        Optional<LoggedLine> accepted = consequences.past().line(seq);
        if (repository.isEmpty()
                || accepted.isEmpty()
                || !accepted.get().text("repository").equals(LoggedLine.text(item, "repository"))
                || !Consequences.ACCEPTING.contains(accepted.get().text("verdict"))) {
            return;
        }
        String ref = LoggedLine.text(item, "ref");
        List<AcceptedTip> tips = AcceptedTip.in(accepted.get(), ref);
        consequences.settle(repository.get(), seq, tips);
        tables.update(Consequences.LANDED_REF, seq, repository.get(), ref, seq);
    }

    private void consume(Map<String, Object> item, long seq) throws IOException {
        tables.update(
                Consequences.CONSUMED,
                HexFormat.of().parseHex(LoggedLine.text(item, "digest")),
                LoggedLine.text(item, "kind"),
                seq,
                LoggedLine.number(item, "time"),
                LoggedLine.text(item, "note"));
    }

    private void sight(Map<String, Object> item) throws IOException {
        String key = LoggedLine.text(item, "key");
        int blank = Math.max(0, key.lastIndexOf(' '));
        tables.update(SIGHTED_THEN, key.substring(0, blank), key.substring(blank + 1), LoggedLine.number(item, "time"));
    }
}

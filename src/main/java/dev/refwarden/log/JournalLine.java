package dev.refwarden.log;

import dev.refwarden.attestation.StatementDigest;
import java.time.Instant;
import java.util.Optional;

/** One use as a line: {@code digest kind milliseconds seq file offset length hash note}. */
final class JournalLine {
    private static final int FIELDS = 9;

    private JournalLine() {}

    static String write(PastUse use) {
        DecisionLog.Position position = use.position();
        return use.use().digest() + " " + use.use().kind().word() + " "
                + use.time().toEpochMilli() + " "
                + position.seq() + " " + position.file() + " " + position.offset() + " " + position.length() + " "
                + position.hash().hex() + " " + printable(use.use().note());
    }

    /** Absent where the line is not whole. */
    static Optional<PastUse> parse(String line) {
        String[] field = line.split(" ", FIELDS);
        if (field.length != FIELDS) {
            return Optional.empty();
        }
        try {
            DecisionLog.Position position = new DecisionLog.Position(
                    Long.parseLong(field[3]),
                    Integer.parseInt(field[4]),
                    Long.parseLong(field[5]),
                    Integer.parseInt(field[6]),
                    new LineHash(field[7]));
            return UseKind.of(field[1])
                    .map(kind -> new PastUse(
                            new Use(new StatementDigest(field[0]), kind, field[8]),
                            Instant.ofEpochMilli(Long.parseLong(field[2])),
                            position));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String printable(String note) {
        return note.chars().noneMatch(c -> c < ' ' || c > '~') ? note : "?";
    }
}

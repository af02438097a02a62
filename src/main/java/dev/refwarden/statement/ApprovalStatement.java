package dev.refwarden.statement;

import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an approver signs: this ref of this repository may go from this tip to that one.
 *
 * @param repository {@code <server>/<repository name>}
 * @param update exactly the one that is approved
 * @param expires from when it counts no more
 */
public record ApprovalStatement(String repository, RefUpdate update, Instant expires) {
    /** An approval may be good for no longer than that. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final String FIRST_LINE = "refwarden approval 1";

    /** The very bytes that are signed: six lines, each ended by LF. */
    public byte[] bytes() {
        return (FIRST_LINE + "\nrepository " + repository + "\nref "
                        + update.ref().value() + "\nold " + update.before() + "\nnew " + update.after() + "\nexpires "
                        + expires + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Absent where the bytes are not exactly those that {@link #bytes} writes for some statement. */
    public static Optional<ApprovalStatement> parse(byte[] bytes) {
        StatementLines lines = new StatementLines(bytes);
        boolean headed = lines.is(FIRST_LINE);
        String repository = lines.after("repository ");
        String ref = lines.after("ref ");
        String before = lines.after("old ");
        String after = lines.after("new ");
        Optional<Instant> expires = lines.time("expires ");
        Optional<RefUpdate> update = RefUpdate.parse(before, after, new RefName(ref));
        if (!headed || !lines.end() || update.isEmpty() || expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ApprovalStatement(repository, update.get(), expires.get()))
                .filter(statement -> lines.areExactly(statement.bytes()));
    }
}

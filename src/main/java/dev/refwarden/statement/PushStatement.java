package dev.refwarden.statement;

import dev.refwarden.git.RefUpdate;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an identity token is bound to: exactly this push.
 *
 * @param repository {@code <server>/<repository name>}
 * @param updates all of them, of one object format
 */
public record PushStatement(String repository, List<RefUpdate> updates) {
    public PushStatement {
        if (!RefUpdate.areOfOneFormat(updates)) {
            throw new IllegalArgumentException("updates of both object formats");
        }
        updates = WaiverStatement.sorted(updates);
    }

    /** Its lines, updates sorted by ref, each ended by LF. */
    public byte[] bytes() {
        StringBuilder out = new StringBuilder("refwarden push 1\nrepository ")
                .append(repository)
                .append('\n');
        for (RefUpdate update : updates) {
            out.append(UpdateLine.write(update)).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}

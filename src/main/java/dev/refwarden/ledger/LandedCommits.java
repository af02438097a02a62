package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commits of an accepted push, or of the part of it that landed, which were judged under a rule that demands
 * signatures, and signed.
 *
 * @param time when the push was accepted
 */
record LandedCommits(Instant time, List<ObjectId> commits) {
    LandedCommits {
        commits = List.copyOf(commits);
    }

    /**
     * Reads the line of the acceptance.
     *
     * @param refs those that landed
     */
    static LandedCommits of(byte[] accepted, Set<String> refs) throws IOException {
        return of(
                LoggedLine.handy(accepted).orElseThrow(() -> new LedgerUnavailable("a line of the log is damaged")),
                refs);
    }

    /** Reads the line of the acceptance. */
    static LandedCommits of(LoggedLine line, Set<String> refs) throws IOException {
        Set<Long> indexes = new HashSet<>();
        List<Map<String, Object>> updates = line.objects("updates");
        for (int i = 0; i < updates.size(); i++) {
            boolean judged = LoggedLine.objects(updates.get(i), "accepts").stream()
                    .anyMatch(accepts -> accepts.get(Aspect.COMMITS.word()) == Boolean.TRUE);
            if (judged && refs.contains(LoggedLine.text(updates.get(i), "ref"))) {
                indexes.add((long) i);
            }
        }
        List<ObjectId> commits = new ArrayList<>();
        LoggedCommits.each(line, commit -> {
            boolean among = commit.get("updates") instanceof List<?> of
                    ? of.stream().anyMatch(indexes::contains)
                    : !indexes.isEmpty();
            if (among && !LoggedLine.text(commit, "signer").isEmpty()) {
                commits.add(ObjectId.fromHex(LoggedLine.text(commit, "id")));
            }
        });
        // In the order in which the table keeps them, they are inserted twice as fast.
        commits.sort(null);
        return new LandedCommits(line.time(), commits);
    }
}

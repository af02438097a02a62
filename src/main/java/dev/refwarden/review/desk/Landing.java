package dev.refwarden.review.desk;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.store.ChangedFile;
import dev.refwarden.git.store.TreeComparison;
import dev.refwarden.git.store.UnreadableTree;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.GuardedNames;
import dev.refwarden.review.PushContent;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the change of a refused push got onto the same ref later, with every rule kept and nothing waived. */
final class Landing {
    private static final Duration SOON = Duration.ofDays(14);
    private static final int MOST_LOOKED_AT = 8;
    private static final int MOST_REFS = 5;

    private final DecisionIndex index;
    private final LoggedDecision refused;
    private final PushContent content;
    private final boolean byAnybody;

    /** @param byAnybody whether it may have been someone else who brought it in */
    Landing(DecisionIndex index, LoggedDecision refused, PushContent content, boolean byAnybody) {
        this.byAnybody = byAnybody;
        this.index = index;
        this.refused = refused;
        this.content = content;
    }

    /** Opens what was kept, when it is needed. */
    interface Opening {
        CaseObjects open() throws IOException;
    }

    /** The accepted push by which the last of its refs got the change; absent where one of them did not. */
    Optional<LoggedDecision> find(Opening opening) throws IOException {
        List<Map<String, Object>> updates = refused.objects("updates");
        Optional<LoggedDecision> last = Optional.empty();
        if (updates.size() > MOST_REFS) {
            return last;
        }
        for (Map<String, Object> update : updates) {
            last = find(update, opening);
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private Optional<LoggedDecision> find(Map<String, Object> update, Opening opening) throws IOException {
        String tip = LoggedDecision.text(update, "new");
        String ref = LoggedDecision.text(update, "ref");
        if (!ObjectId.isHex(tip) || ObjectId.fromHex(tip).isNull() || ref.indexOf('*') >= 0) {
            return Optional.empty();
        }
        List<LoggedDecision> later = index.page(
                DecisionQuery.of(EnumSet.of(DecisionKind.ACCEPTED))
                        .inRepository(refused.text("repository"))
                        .ofRef(ref)
                        .since(refused.time())
                        .until(refused.time().plus(SOON)),
                Optional.empty(),
                MOST_LOOKED_AT * MOST_LOOKED_AT);
        int looked = 0;
        for (int i = later.size() - 1; i >= 0 && looked < MOST_LOOKED_AT; i--) {
            LoggedDecision candidate = later.get(i);
            String landed = candidate.objects("updates").stream()
                    .filter(other -> LoggedDecision.text(other, "ref").equals(ref))
                    .map(other -> LoggedDecision.text(other, "new"))
                    .findFirst()
                    .orElse("");
            if (candidate.seq() < refused.seq() || !ObjectId.isHex(landed) || !(byAnybody || isByTheSame(candidate))) {
                continue;
            }
            looked++;
            if (landed.equals(tip) || (content.whole() && holdsTheSame(tip, landed, opening))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isByTheSame(LoggedDecision candidate) {
        return candidate.text("pusher", "person").equals(refused.text("pusher", "person"))
                && candidate.text("pusher", "account").equals(refused.text("pusher", "account"));
    }

    /** Whether every file that the refused push changed is in the landed commit as it would have been. */
    private boolean holdsTheSame(String tip, String landed, Opening opening) throws IOException {
        if (ObjectId.fromHex(landed).isNull()) {
            return false;
        }
        Set<String> wanted = new HashSet<>();
        content.files().forEach(file -> wanted.add(file.name()));
        try (CaseObjects objects = opening.open()) {
            Optional<CaseObjects.Differences> open =
                    objects.differences(GuardedNames.of(Optional.empty(), refused.text("repository")));
            if (open.isEmpty()) {
                return false;
            }
            try (CaseObjects.Differences differences = open.get()) {
                TreeComparison.Difference difference =
                        differences.between(ObjectId.fromHex(tip), ObjectId.fromHex(landed));
                return difference.more() == 0
                        && difference.gaps().isEmpty()
                        && (wanted.isEmpty()
                                ? difference.files().isEmpty()
                                : difference.files().stream().noneMatch(file -> isAmong(file, wanted)));
            }
        } catch (UnreadableTree e) {
            return false;
        }
    }

    private static boolean isAmong(ChangedFile file, Set<String> wanted) {
        return wanted.contains(file.before()) || wanted.contains(file.after());
    }
}

package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.log.StateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One refused push with what the log knows around it.
 *
 * @param before the same pusher's other refused pushes, oldest first
 * @param tries other decisions about the same new tips, oldest first
 */
record CaseFile(Optional<LoggedDecision> found, List<LoggedDecision> before, List<LoggedDecision> tries) {
    static CaseFile of(StateFolder state, String caseId) throws IOException {
        List<LoggedDecision> found = new ArrayList<>();
        LoggedDecision.readAll(state, decision -> {
            if (!caseId.isEmpty() && decision.text("case").equals(caseId)) {
                found.add(decision);
            }
        });
        if (found.isEmpty()) {
            return new CaseFile(Optional.empty(), List.of(), List.of());
        }
        LoggedDecision one = found.get(0);
        String pusher = one.text("pusher", "person") + "/" + one.text("pusher", "account");
        Set<String> tips = tips(one);
        List<LoggedDecision> before = new ArrayList<>();
        List<LoggedDecision> tries = new ArrayList<>();
        LoggedDecision.readAll(state, decision -> {
            boolean other = !decision.text("case").equals(caseId);
            String by = decision.text("pusher", "person") + "/" + decision.text("pusher", "account");
            if (other && decision.isRefused() && by.equals(pusher) && !pusher.equals("/")) {
                before.add(decision);
            }
            if (other && decision.text("repository").equals(one.text("repository")) && shares(tips, tips(decision))) {
                tries.add(decision);
            }
        });
        return new CaseFile(Optional.of(one), before, tries);
    }

    private static Set<String> tips(LoggedDecision decision) {
        Set<String> tips = new HashSet<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            String tip = LoggedDecision.text(update, "new");
            if (!tip.matches("0+")) {
                tips.add(tip);
            }
        }
        return tips;
    }

    private static boolean shares(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}

package dev.refwarden.doctor;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.ledger.Outbox;
import dev.refwarden.policy.Notifications;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Whether those who are to be notified of refused pushes are. */
final class NotificationChecks {
    /** Every sender looks several times a minute, and a timer several times a day. */
    private static final Duration LATE = Duration.ofHours(6);

    private NotificationChecks() {}

    static List<Checked> of(Ledger ledger, Notifications notifications, Instant now) throws IOException {
        List<Checked> found = new ArrayList<>();
        SortedMap<String, Outbox.Figures> figures = new Outbox(ledger).figures();
        for (Map.Entry<String, Outbox.Figures> receiver : figures.entrySet()) {
            if (!notifications.names().contains(receiver.getKey())) {
                long rows = receiver.getValue().waiting() + receiver.getValue().givenUp();
                found.add(Checked.warn(
                        "",
                        counted(rows) + " for " + receiver.getKey() + ", which server.yaml does not name",
                        "name it again, or run refwarden notify --forget " + receiver.getKey()));
            } else {
                check(receiver.getKey(), receiver.getValue(), ledger, now, found);
            }
        }
        if (found.isEmpty() && !notifications.receivers().isEmpty()) {
            found.add(Checked.ok("", "no notification is late or was given up"));
        }
        return found;
    }

    private static void check(String name, Outbox.Figures figures, Ledger ledger, Instant now, List<Checked> found)
            throws IOException {
        if (figures.givenUp() > 0) {
            found.add(Checked.warn(
                    "",
                    counted(figures.givenUp()) + " for " + name + " given up after days of trying",
                    "refwarden notify --test shows what fails; then refwarden notify --retry, or --forget " + name));
        }
        boolean late = figures.waiting() > 0 && isLate(ledger, figures.oldest(), now);
        if (late && figures.tries() == 0) {
            found.add(Checked.warn(
                    "",
                    counted(figures.waiting()) + " for " + name + " not sent yet: nothing sends any",
                    "keep a gate or refwarden review serve running, or run refwarden notify by a timer"));
        } else if (late) {
            found.add(Checked.warn(
                    "",
                    counted(figures.waiting()) + " for " + name + " not taken yet, tried up to " + figures.tries()
                            + " times",
                    "refwarden notify --test shows what fails"));
        }
    }

    private static String counted(long rows) {
        return rows == 1 ? "1 notification" : rows + " notifications";
    }

    private static boolean isLate(Ledger ledger, long seq, Instant now) throws IOException {
        List<LoggedPush> oldest = new DecisionIndex(ledger).lines(List.of(seq));
        return !oldest.isEmpty() && oldest.get(0).decision().time().isBefore(now.minus(LATE));
    }
}

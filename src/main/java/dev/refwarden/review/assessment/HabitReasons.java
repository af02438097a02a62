package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedPush;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** When and where someone pushes, and how long they have been here. */
final class HabitReasons implements Reasons {
    private static final int HABIT_OF_HOURS = 15;
    private static final int HABIT_OF_REPOSITORIES = 8;
    private static final int FEW = 3;
    private static final int DAY = 24;
    private static final Duration DAYS = Duration.ofDays(4);

    @Override
    public List<Reason> of(Scene scene) {
        List<Reason> reasons = new ArrayList<>();
        List<LoggedPush> accepted = scene.accepted();
        if (scene.push().pusher().isEmpty()) {
            reasons.add(Reason.of(0, "The server does not say who pushed."));
            return reasons;
        }
        if (scene.push().person().isEmpty()) {
            reasons.add(Reason.of(1, "No people file named " + scene.who() + " then."));
        }
        if (accepted.size() < FEW) {
            reasons.add(Reason.of(
                    accepted.isEmpty() ? 1 : 0,
                    accepted.isEmpty()
                            ? "Nothing by " + scene.who() + " was ever accepted before."
                            : "Accepted before were no more than " + accepted.size() + " by " + scene.who() + "."));
        }
        hour(scene, reasons);
        repository(scene, reasons);
        return reasons;
    }

    private static void hour(Scene scene, List<Reason> reasons) {
        if (scene.accepted().size() < HABIT_OF_HOURS || scene.isRobot() || !isLong(scene)) {
            return;
        }
        int hour = hour(scene.push());
        int nearest = DAY;
        for (LoggedPush other : scene.accepted()) {
            int apart = Math.abs(hour(other) - hour);
            nearest = Math.min(nearest, Math.min(apart, DAY - apart));
        }
        if (nearest >= 2) {
            reasons.add(Reason.of(
                    nearest >= 3 ? 2 : 1,
                    "At " + hour + " o'clock UTC: " + scene.who() + " never pushed within " + (nearest - 1)
                            + " hours of that."));
        } else {
            reasons.add(Reason.against(0, "At an hour at which " + scene.who() + " pushes."));
        }
    }

    /** Whether they have been here for more than some days. */
    private static boolean isLong(Scene scene) {
        LoggedPush first = scene.accepted().get(scene.accepted().size() - 1);
        return first.decision().time().isBefore(scene.decision().time().minus(DAYS));
    }

    private static int hour(LoggedPush push) {
        return push.decision().time().atOffset(ZoneOffset.UTC).getHour();
    }

    private static void repository(Scene scene, List<Reason> reasons) {
        boolean known = scene.accepted().stream()
                .anyMatch(other -> other.repository().equals(scene.push().repository()));
        if (!known && scene.accepted().size() >= HABIT_OF_REPOSITORIES) {
            reasons.add(Reason.of(
                    1,
                    "Nothing by " + scene.who() + " was ever accepted in "
                            + scene.push().repository() + "."));
        }
    }
}

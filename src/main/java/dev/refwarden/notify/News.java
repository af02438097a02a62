package dev.refwarden.notify;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.Notifications;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.desk.DeskCase;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What one message is about. */
sealed interface News {
    /** How grave it is. */
    Notifications.Verdict verdict();

    /** The numbers of the lines of the log that it is about. */
    List<Long> seqs();

    /** The part of it that is about these lines, of which it has at least one. */
    News only(Collection<Long> wanted);

    /** Refused pushes of one incident, newest first. */
    record Refusals(List<DeskCase> cases) implements News {
        public Refusals {
            cases = List.copyOf(cases);
        }

        @Override
        public Notifications.Verdict verdict() {
            return verdict(gravest().assessment().level());
        }

        /** The gravest of them; the newest where several are. */
        DeskCase gravest() {
            return cases.stream()
                    .min(Comparator.comparing(one -> one.assessment().level()))
                    .orElseThrow();
        }

        @Override
        public List<Long> seqs() {
            return cases.stream().map(one -> one.decision().seq()).toList();
        }

        @Override
        public News only(Collection<Long> wanted) {
            return new Refusals(cases.stream()
                    .filter(one -> wanted.contains(one.decision().seq()))
                    .toList());
        }

        private static Notifications.Verdict verdict(Assessment.Level level) {
            return switch (level) {
                case ALARMING -> Notifications.Verdict.ALARMING;
                case ODD -> Notifications.Verdict.ODD;
                case UNKNOWN -> Notifications.Verdict.UNKNOWN;
                case ORDINARY -> Notifications.Verdict.ORDINARY;
            };
        }
    }

    /** A line that refuses nothing, and raises an alarm. */
    record Alarm(LoggedDecision line) implements News {
        @Override
        public Notifications.Verdict verdict() {
            return Notifications.Verdict.ALARMING;
        }

        @Override
        public List<Long> seqs() {
            return List.of(line.seq());
        }

        @Override
        public News only(Collection<Long> wanted) {
            return this;
        }
    }
}

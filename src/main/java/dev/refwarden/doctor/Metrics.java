package dev.refwarden.doctor;

import dev.refwarden.hook.gate.JudgedCount;
import dev.refwarden.ledger.LogFigures;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was found, in the text format of Prometheus, version 0.0.4, for a textfile collector. No pusher's text and no
 * ref's name is in it.
 */
public final class Metrics {
    private static final int MOST_REPOSITORIES = 200;

    private final StringBuilder out = new StringBuilder();

    private Metrics() {}

    /** @param survey absent where no repositories were looked at */
    public static String of(
            LogFigures log, JudgedCount judged, List<Checked> checks, Optional<Survey> survey, Instant now) {
        Metrics metrics = new Metrics();
        metrics.pushes(log, now);
        metrics.judged(judged);
        metrics.doctor(checks, now);
        survey.ifPresent(metrics::repositories);
        return metrics.out.toString();
    }

    private void pushes(LogFigures log, Instant now) {
        family("refwarden_pushes_total", "counter", "Decisions in the log.");
        log.pushes().forEach((verdict, count) -> sample("refwarden_pushes_total", "verdict", verdict, count));
        family("refwarden_refusals_total", "counter", "Refused pushes that had a finding of this code.");
        log.refusals().forEach((code, count) -> sample("refwarden_refusals_total", "code", code, count));
        family("refwarden_push_duration_seconds", "histogram", "How long judging a push took.");
        for (int i = 0; i < LogFigures.BOUNDS.size(); i++) {
            sample(
                    "refwarden_push_duration_seconds_bucket",
                    "le",
                    seconds(LogFigures.BOUNDS.get(i)),
                    log.durations().get(i));
        }
        sample("refwarden_push_duration_seconds_bucket", "le", "+Inf", log.count());
        line("refwarden_push_duration_seconds_sum " + seconds(log.millis()));
        line("refwarden_push_duration_seconds_count " + log.count());
        family("refwarden_log_bytes", "gauge", "Size of the log.");
        line("refwarden_log_bytes " + log.bytes());
        if (log.latest().isPresent()) {
            // The push that tried the hooks came after now.
            long millis = Math.max(0, now.toEpochMilli() - log.latest().get().toEpochMilli());
            family("refwarden_log_age_seconds", "gauge", "Since the last decision in the log.");
            line("refwarden_log_age_seconds " + seconds(millis));
        }
    }

    private void judged(JudgedCount judged) {
        family("refwarden_pushes_judged", "counter", "Pushes by what judged them on this server.");
        sample("refwarden_pushes_judged", "by", "gate", judged.gate());
        sample("refwarden_pushes_judged", "by", "process", judged.process());
    }

    private void doctor(List<Checked> checks, Instant now) {
        family("refwarden_doctor_checks", "gauge", "What the checks showed, by how grave it is.");
        for (Checked.Level level : Checked.Level.values()) {
            long count =
                    checks.stream().filter(checked -> checked.level() == level).count();
            sample("refwarden_doctor_checks", "level", level.name().toLowerCase(Locale.ROOT), count);
        }
        family("refwarden_doctor_timestamp_seconds", "gauge", "When these figures were made.");
        line("refwarden_doctor_timestamp_seconds " + now.getEpochSecond());
    }

    private void repositories(Survey survey) {
        family("refwarden_repositories", "gauge", "Repositories by how they stand.");
        for (Map.Entry<GuardState, Integer> count : survey.counts().entrySet()) {
            sample("refwarden_repositories", "state", count.getKey().word(), count.getValue());
        }
        family("refwarden_repository_not_guarded", "gauge", "1 for each repository that is not simply guarded.");
        survey.guards().stream()
                .filter(guard -> guard.state() != GuardState.GUARDED)
                .limit(MOST_REPOSITORIES)
                .forEach(guard -> line("refwarden_repository_not_guarded{repository=\""
                        + escaped(guard.repository().toString()) + "\",state=\""
                        + guard.state().word() + "\"} 1"));
    }

    private void family(String name, String type, String help) {
        line("# HELP " + name + " " + help);
        line("# TYPE " + name + " " + type);
    }

    private void sample(String name, String label, String value, long number) {
        line(name + "{" + label + "=\"" + escaped(value) + "\"} " + number);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String seconds(long millis) {
        return Double.toString(millis / 1_000.0);
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}

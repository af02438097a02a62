package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.doctor.Checked;
import dev.refwarden.doctor.Guard;
import dev.refwarden.doctor.GuardState;
import dev.refwarden.doctor.Survey;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** What the doctor found, for people and for programs. */
record DoctorReport(List<Checked> found, Optional<Survey> survey) {
    /** A table of more repositories than that shows only those with something wrong. */
    private static final int SHORT_TABLE = 40;

    private static final int LONGEST = 10_000;

    /** Every check, those of the survey among them. */
    List<Checked> checks() {
        List<Checked> checks = new ArrayList<>(found);
        survey.ifPresent(looked -> {
            looked.guards().forEach(guard -> checks.add(checked(guard)));
            checks.addAll(looked.pushes());
        });
        return checks;
    }

    long count(Checked.Level level) {
        return checks().stream().filter(checked -> checked.level() == level).count();
    }

    /** @param list whether guarded repositories are in the table however many there are */
    void print(PrintWriter out, boolean asJson, boolean list) throws IOException {
        if (asJson) {
            printJson(out);
            return;
        }
        print(found, out);
        survey.ifPresent(looked -> print(looked, out, list));
        out.println(count(Checked.Level.FAIL) + " failed, " + count(Checked.Level.WARN) + " warnings, "
                + count(Checked.Level.OK) + " fine");
    }

    private static void print(List<Checked> checks, PrintWriter out) {
        String subject = "";
        for (Checked checked : checks) {
            if (!checked.subject().equals(subject)) {
                subject = checked.subject();
                out.println(safe(subject));
            }
            out.println(word(checked.level()) + "  " + safe(checked.text()));
            printRemedy(checked.remedy(), out);
        }
    }

    private static void print(Survey looked, PrintWriter out, boolean list) {
        boolean whole = list || looked.guards().size() <= SHORT_TABLE;
        for (Guard guard : looked.guards()) {
            if (whole || guard.state() != GuardState.GUARDED) {
                String what = guard.faults().isEmpty() ? "" : ": " + guard.text();
                out.println(padded(guard.state().word()) + "  " + safe(guard.repository() + what));
                printRemedy(guard.remedy(), out);
            }
        }
        print(looked.pushes(), out);
        StringJoiner counts = new StringJoiner(", ");
        looked.counts().forEach((state, count) -> {
            if (count > 0) {
                counts.add(count + " " + state.word());
            }
        });
        if (!looked.guards().isEmpty()) {
            out.println((looked.guards().size() == 1
                            ? "1 repository: "
                            : looked.guards().size() + " repositories: ")
                    + counts);
        }
    }

    private static void printRemedy(String remedy, PrintWriter out) {
        if (!remedy.isEmpty()) {
            out.println("      -> " + safe(remedy));
        }
    }

    private void printJson(PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "checks")) {
            json.writeArrayFieldStart("checks");
            for (Checked checked : found) {
                write(json, checked, Optional.empty());
            }
            if (survey.isPresent()) {
                for (Guard guard : survey.get().guards()) {
                    write(json, checked(guard), Optional.of(guard.state()));
                }
                for (Checked pushed : survey.get().pushes()) {
                    write(json, pushed, Optional.empty());
                }
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static void write(JsonGenerator json, Checked checked, Optional<GuardState> state) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", checked.level().name().toLowerCase(Locale.ROOT));
        json.writeStringField("repository", checked.subject());
        if (state.isPresent()) {
            json.writeStringField("state", state.get().word());
        }
        json.writeStringField("text", checked.text());
        json.writeStringField("remedy", checked.remedy());
        json.writeEndObject();
    }

    private static Checked checked(Guard guard) {
        boolean guarded = guard.state() == GuardState.GUARDED;
        return new Checked(
                guarded ? Checked.Level.OK : Checked.Level.FAIL,
                guard.repository().toString(),
                guarded ? "git runs the hook here" : guard.text(),
                guard.remedy());
    }

    /** Names of folders are whatever someone called them. */
    private static String safe(String text) {
        return Printable.of(text, LONGEST);
    }

    private static String word(Checked.Level level) {
        return switch (level) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
    }

    private static String padded(String state) {
        return String.format(Locale.ROOT, "%-19s", state);
    }
}

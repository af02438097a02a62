package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.doctor.Checked;
import dev.refwarden.doctor.Doctor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden doctor}: is it installed, enabled and able to refuse? */
@Command(
        name = "doctor",
        description = {
            "Is Refwarden installed, switched on and able to refuse?",
            "Makes a real push to each repository that must be refused in any mode."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--repo", paramLabel = "DIR", description = "A repository to look at; may be given again.")
    private List<Path> repositories = new ArrayList<>();

    @Option(names = "--all", paramLabel = "DIR", description = "Every repository below this folder.")
    private @Nullable Path all;

    @Option(names = "--json", description = "For programs: an array of what each check showed.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Path> looked = new ArrayList<>(repositories);
        if (all != null) {
            looked.addAll(Doctor.repositoriesBelow(all));
        }
        List<Checked> found = Doctor.look(places.config(), places.state(), looked, Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            printJson(found, out);
        } else {
            print(found, out);
        }
        out.flush();
        return count(found, Checked.Level.FAIL) == 0 ? ExitStatus.FINE : ExitStatus.FOUND;
    }

    private static void print(List<Checked> found, PrintWriter out) {
        String subject = "";
        for (Checked checked : found) {
            if (!checked.subject().equals(subject)) {
                subject = checked.subject();
                out.println(subject);
            }
            out.println(word(checked.level()) + "  " + checked.text());
            if (!checked.remedy().isEmpty()) {
                out.println("      -> " + checked.remedy());
            }
        }
        out.println(count(found, Checked.Level.FAIL) + " failed, " + count(found, Checked.Level.WARN) + " warnings, "
                + count(found, Checked.Level.OK) + " fine");
    }

    private static void printJson(List<Checked> found, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out)) {
            json.writeStartArray();
            for (Checked checked : found) {
                json.writeStartObject();
                json.writeStringField("level", word(checked.level()).strip().toLowerCase(Locale.ROOT));
                json.writeStringField("repository", checked.subject());
                json.writeStringField("text", checked.text());
                json.writeStringField("remedy", checked.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static String word(Checked.Level level) {
        return switch (level) {
            case OK -> "ok  ";
            case WARN -> "warn";
            case FAIL -> "FAIL";
        };
    }

    private static long count(List<Checked> found, Checked.Level level) {
        return found.stream().filter(checked -> checked.level() == level).count();
    }
}

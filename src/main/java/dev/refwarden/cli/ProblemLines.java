package dev.refwarden.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Problems as people and programs read them, one a line: {@code file:line:column: message}. */
final class ProblemLines {
    private static final int WIDEST = 160;

    private ProblemLines() {}

    static void print(List<Problem> problems, PrintWriter out) {
        for (Problem problem : problems) {
            out.println(line(problem));
        }
    }

    /** Each with the line that it is about and a mark below. */
    static void printWithSource(List<Problem> problems, Path folder, PrintWriter out) {
        for (Problem problem : problems) {
            out.println(line(problem));
            Place place = problem.place();
            source(folder, place).ifPresent(source -> {
                out.println("    " + source);
                out.println("    " + " ".repeat(place.column() - 1) + "^");
            });
        }
    }

    static void write(List<Problem> problems, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("problems");
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("file", problem.place().file());
            json.writeNumberField("line", problem.place().line());
            json.writeNumberField("column", problem.place().column());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String line(Problem problem) {
        String kind = problem.severity() == Problem.Severity.LINT ? "lint: " : "";
        return problem.place() + ": " + kind + problem.message();
    }

    /** The line as it can be shown; nothing for a whole file, or where the mark would stand too far to the right. */
    private static Optional<String> source(Path folder, Place place) {
        if (place.line() == 0 || place.column() > WIDEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Files.readAllBytes(folder.resolve(place.file())), UTF_8);
            return text.lines().skip(place.line() - 1L).findFirst().map(ProblemLines::shown);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String shown(String line) {
        String text = line.startsWith("\ufeff") ? line.substring(1) : line;
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(WIDEST).forEach(c -> out.appendCodePoint(isPlain(c) ? c : '·'));
        return out.toString();
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }
}

package dev.refwarden.review.desk;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a reviewer does about a case, and what to tell whoever pushed.
 *
 * @param steps in order; a line that begins with {@code $} is a command to copy
 * @param tell words to send; empty where nothing is to be said
 */
public record Advice(List<String> steps, String tell) {
    private static final String HINT = "refwarden: hint: ";

    public Advice {
        steps = List.copyOf(steps);
    }

    /**
     * What to do now.
     *
     * @param incident every case of the same incident
     */
    public static Advice of(DeskCase desk, List<DeskCase> incident, People people) {
        if (desk.state() == CaseState.LANDED) {
            return new Advice(List.of("Nothing: the same change landed, with every rule kept."), "");
        }
        return switch (desk.assessment().level()) {
            case ALARMING -> alarming(desk, incident, people);
            case ODD, UNKNOWN ->
                new Advice(
                        List.of(
                                "Ask " + who(desk)
                                        + ", by a way that does not lead over this server, whether it was them.",
                                "$ refwarden review diff " + desk.id(),
                                "$ refwarden review close " + desk.id() + " --as mistake --reason '…'"),
                        "Did you push to " + desk.push().repository() + " at "
                                + desk.decision().text("time") + "? It was refused: "
                                + String.join(", ", desk.decision().refusingCodes()) + "." + hints(desk));
            case ORDINARY ->
                new Advice(
                        List.of(
                                "Nothing, once the same change lands: then this closes itself.",
                                "$ refwarden review close " + desk.id() + " --as mistake --reason '…'"),
                        hints(desk).strip());
        };
    }

    private static Advice alarming(DeskCase desk, List<DeskCase> incident, People people) {
        String since = desk.decision().text("time");
        for (DeskCase other : incident) {
            String time = other.decision().text("time");
            since = time.compareTo(since) < 0 ? time : since;
        }
        List<String> steps = new ArrayList<>();
        steps.add("Call " + who(desk) + " now; do not write to an account that may be in other hands.");
        boolean own = false;
        for (Person person : people.all()) {
            for (EnrolledKey key : person.keys()) {
                if (desk.push().signatures().contains(key.id().value())
                        && key.compromised().isEmpty()) {
                    own = true;
                    String word = word(key.id().value());
                    steps.add("If it was not them, their key is stolen:");
                    steps.add("$ refwarden key compromised " + word + " --since " + since);
                    steps.add("$ refwarden key trace " + word + " --since " + since);
                }
            }
        }
        if (!own) {
            steps.add(
                    "Lock the account on the Git server: no enrolled key was used, so a password or login key is out.");
        }
        for (LoggedDecision accepted : desk.gotIn()) {
            for (Map<String, Object> update : accepted.objects("updates")) {
                steps.add("Look at, and perhaps revert, what got in: " + accepted.text("repository") + " "
                        + LoggedDecision.text(update, "ref") + " " + LoggedDecision.text(update, "new"));
            }
        }
        steps.add("$ refwarden review close " + desk.id() + " --as attack --incident --reason '…'");
        return new Advice(
                steps,
                "A push in your name was blocked, and we think someone else made it. Do not push, and call us: we will"
                        + " stop your key.");
    }

    /** One word of a shell command. */
    private static String word(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String who(DeskCase desk) {
        String account = desk.decision().text("pusher", "account");
        if (!desk.push().person().isEmpty()) {
            return desk.push().person();
        }
        return account.isEmpty() ? "whoever may push there" : "the owner of the account " + account;
    }

    /** The way out that the developer was shown. */
    private static String hints(DeskCase desk) {
        StringBuilder hints = new StringBuilder();
        desk.decision()
                .text("said")
                .lines()
                .filter(line -> line.startsWith(HINT))
                .forEach(line -> hints.append('\n').append(line.substring(HINT.length())));
        return hints.toString();
    }
}

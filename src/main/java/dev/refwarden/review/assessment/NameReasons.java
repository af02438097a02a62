package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.Person;
import dev.refwarden.review.ShownCommit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose names commits bear. */
final class NameReasons implements Reasons {
    private static final Pattern EMAIL = Pattern.compile("<([^<>]{1,200})>");
    private static final Pattern ROBOT = Pattern.compile(
            "\\[bot]@|^(bot|renovate|dependabot|snyk-bot|github-actions)\\b.*@", Pattern.CASE_INSENSITIVE);

    @Override
    public List<Reason> of(Scene scene) {
        if (scene.push().pusher().isEmpty()) {
            // Where the server does not say who pushed, no one can be compared with the names.
            return List.of();
        }
        Map<String, String> signers = new HashMap<>();
        for (Map<String, Object> commit : scene.decision().objects("commits")) {
            signers.put(LoggedDecision.text(commit, "id"), LoggedDecision.text(commit, "signer"));
        }
        Map<String, Reason> reasons = new LinkedHashMap<>();
        boolean own = scene.content().commits().stream()
                .anyMatch(commit -> scene.people()
                        .byEmail(email(commit.committer()))
                        .filter(person -> isPusher(scene, person))
                        .isPresent());
        for (ShownCommit commit : scene.content().commits()) {
            look(scene, commit, signers.getOrDefault(commit.id().hex(), ""), own, reasons);
        }
        return List.copyOf(reasons.values());
    }

    private static void look(
            Scene scene, ShownCommit commit, String signer, boolean ownToo, Map<String, Reason> reasons) {
        String committer = email(commit.committer());
        String author = email(commit.author());
        Optional<Person> borne = scene.people().byEmail(committer);
        boolean own = borne.filter(person -> isPusher(scene, person)).isPresent();
        if (borne.isPresent() && !own && !borne.get().id().value().equals(signer)) {
            String name = borne.get().id().value();
            boolean robot = borne.get().robot();
            boolean all = author.equalsIgnoreCase(committer);
            if (!signer.isEmpty()) {
                reasons.putIfAbsent(
                        name, Reason.of(4, "Commits bear the name of " + name + ", and " + signer + " signed them."));
            } else {
                reasons.putIfAbsent(
                        name,
                        Reason.of(
                                robot || scene.push().person().isEmpty() || !ownToo ? 4 : all ? 2 : 1,
                                "Commits bear the name of " + name + ", who did not sign them; " + scene.who()
                                        + " pushed them."));
            }
        }
        Optional<Person> wrote = scene.people().byEmail(author);
        boolean atOnce = commit.author().claimedTime().equals(commit.committer().claimedTime());
        if (own && atOnce && wrote.filter(person -> !isPusher(scene, person)).isPresent()) {
            // Whoever takes over a colleague's commit does so later than it was written.
            reasons.putIfAbsent(
                    "author",
                    Reason.of(
                            3,
                            "Commits name " + wrote.get().id().value() + " as author, and were made by " + scene.who()
                                    + " in the very second in which they were written."));
        }
        boolean robots = isRobot(scene, author) || isRobot(scene, committer);
        if (robots && !scene.isRobot() && signer.isEmpty()) {
            reasons.putIfAbsent("robot", Reason.of(3, "Commits bear a robot's name, and no robot pushed them."));
        }
    }

    private static boolean isRobot(Scene scene, String email) {
        return ROBOT.matcher(email).find()
                || scene.people().byEmail(email).filter(Person::robot).isPresent();
    }

    private static boolean isPusher(Scene scene, Person person) {
        return person.id().value().equals(scene.push().person());
    }

    private static String email(ShownCommit.Identity identity) {
        Matcher found = EMAIL.matcher(identity.who());
        return found.find() ? found.group(1) : "";
    }
}

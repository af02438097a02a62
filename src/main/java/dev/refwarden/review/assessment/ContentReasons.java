package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.content.FileKind;
import dev.refwarden.review.content.Mark;
import dev.refwarden.review.content.MarkKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What it would have changed. */
final class ContentReasons implements Reasons {
    private static final int NEW_HERE = 5;
    private static final Set<String> PRESENCE = Set.of("second-factor-missing", "touch-missing", "pin-missing");
    private static final Set<String> NOT_ALLOWED =
            Set.of("path-approvals-missing", "signer-not-allowed", "pusher-not-allowed", "approvals-missing");

    @Override
    public List<Reason> of(Scene scene) {
        List<Reason> reasons = new ArrayList<>();
        Map<MarkKind, List<Mark>> byKind = new EnumMap<>(MarkKind.class);
        scene.content()
                .marks()
                .forEach(mark -> byKind.computeIfAbsent(mark.kind(), none -> new ArrayList<>())
                        .add(mark));
        byKind.forEach((kind, marks) -> reasons.add(Reason.of(kind.weight(), words(kind, marks))));
        long here = scene.accepted().stream()
                .filter(push -> push.repository().equals(scene.push().repository()))
                .count();
        if (byKind.containsKey(MarkKind.NEW_DEPENDENCY)
                && here < NEW_HERE
                && scene.accepted().size() < NEW_HERE) {
            reasons.add(Reason.of(4, "Whoever adds the dependency is new here: " + scene.who() + "."));
        }
        release(scene, byKind.containsKey(MarkKind.NEW_DEPENDENCY), reasons);
        robot(scene, reasons);
        boolean harmless = byKind.keySet().stream().allMatch(kind -> kind.weight() == 0);
        if (harmless && scene.content().whole() && !scene.content().files().isEmpty()) {
            int files = scene.content().files().size();
            reasons.add(Reason.against(
                    0, "Changes " + files + (files == 1 ? " file" : " files") + ", and nothing in it is conspicuous."));
        }
        return reasons;
    }

    private static String words(MarkKind kind, List<Mark> marks) {
        Mark first = marks.get(0);
        String where = first.path().isEmpty() ? "" : ": " + first.path();
        String more = marks.size() > 1 ? " and " + (marks.size() - 1) + " more files" : "";
        String line = first.line().isEmpty() ? "" : ": " + first.line();
        return "It " + kind.words() + where + more + line;
    }

    /** A thief wants the new dependency out at once, and has no second factor. */
    private static void release(Scene scene, boolean dependency, List<Reason> reasons) {
        if (!dependency) {
            return;
        }
        if (scene.decision().objects("updates").stream()
                .anyMatch(update -> LoggedDecision.text(update, "ref").startsWith("refs/tags/"))) {
            reasons.add(Reason.of(3, "It would release the new dependency in the same push."));
        }
        if (scene.decision().refusingCodes().stream().anyMatch(PRESENCE::contains)) {
            reasons.add(Reason.of(2, "A dependency is added, and nobody showed that they are there."));
        }
    }

    /** A robot does one thing; what it is refused for beyond that was someone else's idea. */
    private static void robot(Scene scene, List<Reason> reasons) {
        if (!scene.isRobot()) {
            return;
        }
        List<String> strange = scene.content().files().stream()
                .map(PushContent.File::name)
                .filter(name ->
                        Set.of(FileKind.SOURCE, FileKind.BUILD, FileKind.RULES).contains(FileKind.of(name)))
                .toList();
        if (!strange.isEmpty()) {
            boolean forbidden = scene.decision().refusingCodes().stream().anyMatch(NOT_ALLOWED::contains);
            reasons.add(Reason.of(
                    forbidden ? 6 : 3,
                    "The robot " + scene.who() + " changes what robots hardly change: " + strange.get(0) + "."));
        }
    }
}

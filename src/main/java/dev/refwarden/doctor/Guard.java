package dev.refwarden.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What looking at one repository showed; no push was made.
 *
 * @param faults gravest first; none where it is guarded
 * @param likeness the same for repositories whose hooks do the same, so that a push to one of them tells of all
 */
public record Guard(Path repository, List<Fault> faults, String likeness) {
    /** What is wrong, and what to do about it. */
    record Fault(GuardState state, String text, String remedy) {}

    public Guard {
        faults = faults.stream()
                .sorted((one, other) -> other.state().compareTo(one.state()))
                .toList();
    }

    /** The same, knowing what pushes to it and to others with such a hook showed. */
    Guard given(Map<Guard, Checked> pushes) {
        List<Fault> more = new ArrayList<>(faults);
        pushes.forEach((pushed, shown) -> {
            if (runsHook() && pushed.likeness.equals(likeness) && ForbiddenPush.wasAccepted(shown)) {
                String text = pushed.equals(this) ? shown.text() : "where a hook reads like this one, " + shown.text();
                more.add(new Fault(GuardState.UNGUARDED, text, shown.remedy()));
            }
        });
        return new Guard(repository, more, likeness);
    }

    public GuardState state() {
        return faults.isEmpty() ? GuardState.GUARDED : faults.get(0).state();
    }

    /** Whether a push would come upon Refwarden's hook at all. */
    boolean runsHook() {
        return state().compareTo(GuardState.SWITCHED_OFF) < 0;
    }

    /** Everything that is wrong, in one line; empty where nothing is. */
    public String text() {
        return faults.stream().map(Fault::text).collect(Collectors.joining("; "));
    }

    public String remedy() {
        return faults.isEmpty() ? "" : faults.get(0).remedy();
    }
}

package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.people.People;
import dev.refwarden.review.PushContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Assesses refused pushes. */
public final class Assessor {
    private static final List<Reasons> ALL = List.of(
            new CodeReasons(),
            new AddressReasons(),
            new HabitReasons(),
            new KeyReasons(),
            new NameReasons(),
            new ContentReasons(),
            new AttemptReasons(),
            new LaterReasons());

    private final Surroundings surroundings;
    private final People people;

    public Assessor(Surroundings surroundings, People people) {
        this.surroundings = surroundings;
        this.people = people;
    }

    /** Assesses one push by itself, whatever else belongs to its incident. */
    public Assessment assess(LoggedPush push, PushContent content) throws IOException {
        Scene scene = Scene.of(push, content, surroundings, people);
        List<Reason> reasons = new ArrayList<>();
        for (Reasons look : ALL) {
            reasons.addAll(look.of(scene));
        }
        boolean whole = content.whole() && push.decision().isWhole();
        if (!whole) {
            reasons.add(Reason.of(0, "Not everything that was pushed was kept, so not everything is known."));
        }
        return Assessment.of(reasons, whole);
    }

    /** Whether a push came from where its pusher had never pushed from before, as far as that can be known. */
    public boolean isFromNewAddress(LoggedPush push) throws IOException {
        return AddressReasons.isNew(Scene.of(push, PushContent.UNKNOWN, surroundings, people));
    }
}

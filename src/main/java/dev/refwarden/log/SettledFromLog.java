package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out anew from the log what is settled in a repository. */
final class SettledFromLog {
    private final String repository;
    private Settled settled = Settled.NOTHING;

    private SettledFromLog(String repository) {
        this.repository = repository;
    }

    static Settled read(StateFolder state, String repository) throws IOException {
        SettledFromLog reader = new SettledFromLog(repository);
        LogReader.read(state, reader::take);
        return reader.settled;
    }

    private void take(LoggedLine line) {
        if (!line.text("repository").equals(repository)) {
            return;
        }
        settled = settled.after(replacedIn(line), landedIn(line));
        if (line.text("event").equals("baseline")) {
            settled = settled.with(declared(line));
        }
        List<AcceptedTip> tips = accepted(line);
        if (!tips.isEmpty()) {
            settled = settled.with(new Acceptance(line.position(), true, tips));
        }
    }

    /** A ref that is seen late is seen because an update replaces its tip. */
    private static List<RefUpdate> replacedIn(LoggedLine line) {
        List<RefUpdate> replaced = new ArrayList<>();
        for (Map<String, Object> item : line.objects("landed")) {
            ObjectId tip = ObjectId.fromHex(LoggedLine.text(item, "new"));
            replaced.add(new RefUpdate(tip, tip, new RefName(LoggedLine.text(item, "ref"))));
        }
        return replaced;
    }

    /** Sees what the hook that wrote {@code line} said that it saw. */
    private static Settled.Sight landedIn(LoggedLine line) {
        List<Map<String, Object>> landed = line.objects("landed");
        return new Settled.Sight() {
            @Override
            public Optional<ObjectId> tip(RefName ref) {
                return landed.stream()
                        .filter(item -> LoggedLine.text(item, "ref").equals(ref.value()))
                        .map(item -> ObjectId.fromHex(LoggedLine.text(item, "new")))
                        .findFirst();
            }

            @Override
            public boolean isLogged(DecisionLog.Position position) {
                return true;
            }
        };
    }

    private static List<SettledTip> declared(LoggedLine line) {
        List<SettledTip> tips = new ArrayList<>();
        for (Map<String, Object> ref : line.objects("refs")) {
            if (!LoggedLine.text(ref, "commit").isEmpty()) {
                tips.add(new SettledTip(
                        Optional.empty(),
                        EnumSet.allOf(Aspect.class),
                        ObjectId.fromHex(LoggedLine.text(ref, "commit")),
                        Optional.of(Instant.parse(line.text("time"))),
                        LoggedLine.number(ref, "committed")));
            }
        }
        return tips;
    }

    private static List<AcceptedTip> accepted(LoggedLine line) {
        List<AcceptedTip> tips = new ArrayList<>();
        for (Map<String, Object> update : line.objects("updates")) {
            for (Map<String, Object> accepts : LoggedLine.objects(update, "accepts")) {
                tips.add(tip(update, accepts));
            }
        }
        return tips;
    }

    private static AcceptedTip tip(Map<String, Object> update, Map<String, Object> accepts) {
        Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            if (accepts.get(JsonNames.of(aspect)) == Boolean.TRUE) {
                aspects.add(aspect);
            }
        }
        return new AcceptedTip(
                LoggedLine.text(accepts, "rule"),
                aspects,
                new RefName(LoggedLine.text(update, "ref")),
                ObjectId.fromHex(LoggedLine.text(update, "old")),
                ObjectId.fromHex(LoggedLine.text(update, "new")),
                ObjectId.fromHex(LoggedLine.text(accepts, "commit")),
                LoggedLine.number(accepts, "committed"),
                accepts.get("extends") == Boolean.TRUE);
    }
}

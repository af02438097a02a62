package dev.refwarden.log;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is settled in one repository, and which accepted pushes have yet to be seen to land.
 *
 * @param tips settled for good
 * @param waiting accepted, oldest first
 */
record Settled(List<SettledTip> tips, List<Acceptance> waiting) {
    static final Settled NOTHING = new Settled(List.of(), List.of());

    /** More than that many pushes that never landed are not remembered. */
    static final int MOST_WAITING = 256;

    Settled {
        tips = List.copyOf(tips);
        waiting = List.copyOf(waiting);
    }

    /** How a hook sees the repository. */
    interface Sight {
        /** The ref's real tip. */
        Optional<ObjectId> tip(RefName ref);

        /** Whether that very line is in the log. */
        boolean isLogged(DecisionLog.Position position);
    }

    /**
     * Makes settled what has landed: the first hook after the acceptance sees the ref exactly there, or a
     * later push names that tip as the one it replaces.
     */
    Settled after(List<RefUpdate> updates, Sight sight) {
        if (waiting.isEmpty()) {
            return this;
        }
        Set<SettledTip> settled = new LinkedHashSet<>(tips);
        List<Acceptance> still = new ArrayList<>();
        Set<Replaced> replaced = Replaced.by(updates);
        Set<Outgrown> outgrown = new HashSet<>();
        for (Acceptance acceptance : waiting) {
            List<AcceptedTip> not = new ArrayList<>();
            List<AcceptedTip> landed = new ArrayList<>();
            for (AcceptedTip tip : acceptance.tips()) {
                // An update can claim to replace a tip that the ref never had: what the ref holds is looked at, too.
                boolean seen = (acceptance.fresh() || replaced.contains(new Replaced(tip.ref(), tip.after())))
                        && sight.tip(tip.ref()).filter(tip.after()::equals).isPresent();
                (seen ? landed : not).add(tip);
            }
            if (!landed.isEmpty() && sight.isLogged(acceptance.position())) {
                landed.forEach(tip -> settle(tip, settled, outgrown));
            }
            if (!not.isEmpty()) {
                still.add(new Acceptance(acceptance.position(), false, not));
            }
        }
        if (!outgrown.isEmpty()) {
            settled.removeIf(tip -> outgrown.contains(Outgrown.of(tip)));
        }
        return new Settled(List.copyOf(settled), still);
    }

    /** What was waiting here and is not any more, because it landed. */
    List<Acceptance> landedUntil(Settled later) {
        List<Acceptance> landed = new ArrayList<>();
        for (Acceptance acceptance : waiting) {
            Set<AcceptedTip> tips = new LinkedHashSet<>(acceptance.tips());
            for (Acceptance still : later.waiting) {
                if (still.position().equals(acceptance.position())) {
                    still.tips().forEach(tips::remove);
                }
            }
            if (!tips.isEmpty()) {
                landed.add(new Acceptance(acceptance.position(), acceptance.fresh(), List.copyOf(tips)));
            }
        }
        return landed;
    }

    Settled with(Acceptance acceptance) {
        List<Acceptance> more = new ArrayList<>(waiting);
        more.add(acceptance);
        return new Settled(tips, more.subList(Math.max(0, more.size() - MOST_WAITING), more.size()));
    }

    Settled with(List<SettledTip> declared) {
        Set<SettledTip> more = new LinkedHashSet<>(tips);
        more.addAll(declared);
        return new Settled(List.copyOf(more), waiting);
    }

    /** A tip that a push takes for what its ref is at. */
    private record Replaced(RefName ref, ObjectId before) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Replaced replaced && ref.equals(replaced.ref) && before.equals(replaced.before);
        }

        @Override
        public int hashCode() {
            return 31 * ref.hashCode() + before.hashCode();
        }

        static Set<Replaced> by(List<RefUpdate> updates) {
            Set<Replaced> replaced = new HashSet<>();
            updates.forEach(update -> replaced.add(new Replaced(update.ref(), update.before())));
            return replaced;
        }
    }

    private static void settle(AcceptedTip tip, Set<SettledTip> settled, Set<Outgrown> outgrown) {
        Optional<String> rule = Optional.of(tip.rule());
        settled.add(new SettledTip(rule, tip.aspects(), tip.commit(), Optional.empty(), tip.claimedTime()));
        if (tip.extendsLine() && !tip.before().equals(tip.commit())) {
            outgrown.add(new Outgrown(tip.before(), tip.aspects(), rule));
        }
    }

    /** A settled tip that says nothing more than the one that grew out of it. */
    private record Outgrown(ObjectId commit, Set<Aspect> aspects, Optional<String> rule) {
        static Outgrown of(SettledTip tip) {
            return new Outgrown(tip.commit(), tip.aspects(), tip.rule());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Outgrown outgrown
                    && commit.equals(outgrown.commit)
                    && aspects.equals(outgrown.aspects)
                    && rule.equals(outgrown.rule);
        }

        @Override
        public int hashCode() {
            return commit.hashCode();
        }
    }
}

package dev.refwarden.review.assessment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How a refused push looks.
 *
 * @param reasons the heaviest first, those against an attack last
 */
public record Assessment(Level level, List<Reason> reasons) {
    private static final int ALARMING_FROM = 6;
    private static final int ODD_FROM = 3;

    /** How it looks, the gravest first. */
    public enum Level {
        ALARMING("Probably an attack", "■"),
        ODD("Look closer", "▲"),
        UNKNOWN("Not known: too little was kept", "?"),
        ORDINARY("Probably a mistake", "·");

        private final String title;
        private final String shape;

        Level(String title, String shape) {
            this.title = title;
            this.shape = shape;
        }

        /** For people. */
        public String title() {
            return title;
        }

        /** Tells levels apart without colours. */
        public String shape() {
            return shape;
        }

        /** As programs read it, such as {@code alarming}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Assessment {
        reasons = List.copyOf(reasons);
    }

    /** @param whole whether all that was pushed could be looked at; otherwise it is not known to be ordinary */
    static Assessment of(List<Reason> reasons, boolean whole) {
        List<Reason> sorted = new ArrayList<>(reasons);
        sorted.sort(Comparator.<Reason, Integer>comparing(reason -> reason.side() == Reason.Side.AGAINST ? 1 : 0)
                .thenComparing(reason -> -Math.abs(reason.weight())));
        int sum = reasons.stream().mapToInt(Reason::weight).sum();
        if (sum >= ALARMING_FROM) {
            return new Assessment(Level.ALARMING, sorted);
        }
        if (sum >= ODD_FROM) {
            return new Assessment(Level.ODD, sorted);
        }
        return new Assessment(whole ? Level.ORDINARY : Level.UNKNOWN, sorted);
    }

    /** The same, made alarming for one more reason. */
    public Assessment alarmedBy(String text) {
        List<Reason> more = new ArrayList<>(reasons);
        more.add(0, new Reason(Reason.Side.FOR, ALARMING_FROM, text));
        return new Assessment(Level.ALARMING, more);
    }

    /** What speaks for an attack. */
    public List<String> pro() {
        return texts(Reason.Side.FOR);
    }

    /** What speaks against one. */
    public List<String> contra() {
        return texts(Reason.Side.AGAINST);
    }

    private List<String> texts(Reason.Side side) {
        return reasons.stream()
                .filter(reason -> reason.side() == side)
                .map(Reason::text)
                .toList();
    }
}

package dev.refwarden.ledger;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a line of the log decides or declares. */
public enum DecisionKind {
    REFUSED(0),
    ACCEPTED(1),
    /** Accepted, with findings that only warned. */
    OBSERVED(2),
    /** Accepted, since people waived its findings. */
    WAIVED(3),
    /** An administrator's declaration that what refs hold is settled; no push. */
    BASELINE(4),
    /** A push that the doctor made and announced, to see whether it is refused; counts nowhere. */
    DRILL(5);

    private final int number;

    DecisionKind(int number) {
        this.number = number;
    }

    /** Every kind of push that could pass. */
    public static Set<DecisionKind> accepting() {
        return EnumSet.of(ACCEPTED, OBSERVED, WAIVED);
    }

    /** Whether someone pushed who meant it. */
    boolean isPush() {
        return this != BASELINE && this != DRILL;
    }

    /** As the ledger's tables write it. */
    int number() {
        return number;
    }

    static DecisionKind numbered(int number) {
        for (DecisionKind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of decision has the number " + number);
    }

    /** Absent where a line is neither a push nor a declaration. */
    static Optional<DecisionKind> of(LoggedLine line) {
        if (line.text("event").equals("baseline")) {
            return Optional.of(BASELINE);
        }
        if (line.fields().get("drill") == Boolean.TRUE) {
            return Optional.of(DRILL);
        }
        String verdict = line.text("verdict");
        for (DecisionKind kind : values()) {
            if (kind.isPush() && kind.name().toLowerCase(Locale.ROOT).equals(verdict)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

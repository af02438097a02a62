package dev.refwarden.cases;

/** What a line of the log records. */
public enum Kind {
    REFUSED(0),
    ACCEPTED(1),
    /** Accepted, with findings that only warned. */
    OBSERVED(2),
    /** An administrator's declaration that what refs hold is settled. */
    BASELINE(3),
    /** Whatever else the log may come to hold. */
    OTHER(4);

    private final int number;

    Kind(int number) {
        this.number = number;
    }

    /** As the index writes it. */
    int number() {
        return number;
    }

    static Kind numbered(int number) {
        for (Kind kind : values()) {
            if (kind.number == number) {
                return kind;
            }
        }
        return OTHER;
    }

    static Kind of(String verdict, String event) {
        if (event.equals("baseline")) {
            return BASELINE;
        }
        return switch (verdict) {
            case "refused" -> REFUSED;
            case "accepted" -> ACCEPTED;
            case "observed" -> OBSERVED;
            default -> OTHER;
        };
    }
}

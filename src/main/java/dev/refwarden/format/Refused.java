package dev.refwarden.format;

/** Leaves a reader at the first thing that makes a signature worthless; never leaves this package. */
public final class Refused extends Exception {
    private final Defect defect;

    private Refused(Defect defect, String detail) {
        super(detail, null, false, false);
        this.defect = defect;
    }

    public static Refused malformed(String detail) {
        return new Refused(Defect.MALFORMED, "the signature is malformed: " + detail);
    }

    public static Refused bad(String detail) {
        return new Refused(Defect.BAD_SIGNATURE, "the signature is bad: " + detail);
    }

    public static Refused of(Defect defect, String detail) {
        return new Refused(defect, detail);
    }

    public SignatureCheck check() {
        return new SignatureCheck.Unusable(defect, String.valueOf(getMessage()));
    }
}

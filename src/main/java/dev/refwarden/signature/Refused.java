package dev.refwarden.signature;

/** Leaves a reader at the first thing that makes a signature worthless; never leaves this package. */
final class Refused extends Exception {
    private final Defect defect;

    private Refused(Defect defect, String detail) {
        super(detail, null, false, false);
        this.defect = defect;
    }

    static Refused malformed(String detail) {
        return new Refused(Defect.MALFORMED, "the signature is malformed: " + detail);
    }

    static Refused bad(String detail) {
        return new Refused(Defect.BAD_SIGNATURE, "the signature is bad: " + detail);
    }

    static Refused of(Defect defect, String detail) {
        return new Refused(defect, detail);
    }

    SignatureCheck check() {
        return new SignatureCheck.Unusable(defect, String.valueOf(getMessage()));
    }
}

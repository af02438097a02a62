package dev.refwarden.cases;

import dev.refwarden.log.CaseId;

/** A case's id as a number of 40 bits, and 1 added, so that 0 means none. */
final class CaseNumber {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CaseNumber() {}

    /** 0 where the text is no case's id. */
    static long of(String caseId) {
        return CaseId.read(caseId).map(id -> of(id) + 1).orElse(0L);
    }

    /** The id; empty for 0. */
    static String text(long number) {
        if (number == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int shift = 35; shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) ((number - 1) >>> shift & 31)));
        }
        return text.insert(4, '-').toString();
    }

    private static long of(CaseId id) {
        long number = 0;
        for (char c : id.value().toCharArray()) {
            number = c == '-' ? number : number << 5 | ALPHABET.indexOf(c);
        }
        return number;
    }
}

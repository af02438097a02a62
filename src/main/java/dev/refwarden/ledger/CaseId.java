package dev.refwarden.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a developer quotes and a reviewer looks up: eight characters of Crockford's Base32 with a dash
 * in the middle, such as {@code K7F3-2QXM}. It holds no I, L, O or U.
 */
public record CaseId(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int HALF = 4;
    private static final AtomicLong INCIDENTS = new AtomicLong();

    /** The id of the refused push that becomes line {@code seq}. */
    static CaseId of(long seq, LineHash previous) {
        MessageDigest sha256 = LineHash.sha256();
        sha256.update(("case " + seq + " " + previous.hex()).getBytes(StandardCharsets.US_ASCII));
        return ofBits(sha256.digest());
    }

    /**
     * What someone typed or pasted: small letters, a missing dash and the letters that Crockford's Base32
     * takes for digits are understood; absent where it is not a case's id all the same.
     */
    public static Optional<CaseId> read(String typed) {
        String plain = typed.strip()
                .replace("-", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        boolean formed = plain.length() == 2 * HALF && plain.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return formed
                ? Optional.of(new CaseId(plain.substring(0, HALF) + "-" + plain.substring(HALF)))
                : Optional.empty();
    }

    /**
     * A new id, under which a failure that could not be logged is told to the developer.
     *
     * @param time when it happened
     */
    public static CaseId ofIncident(Instant time) {
        // Several pushes of one process can fail at the same moment.
        String unique = time + " " + ProcessHandle.current().pid() + " " + INCIDENTS.incrementAndGet();
        MessageDigest sha256 = LineHash.sha256();
        sha256.update(("incident " + unique).getBytes(StandardCharsets.US_ASCII));
        return ofBits(sha256.digest());
    }

    private static CaseId ofBits(byte[] bits) {
        StringBuilder id = new StringBuilder();
        long window = 0;
        for (int i = 0; i < 5; i++) {
            window = window << 8 | (bits[i] & 0xff);
        }
        for (int i = 0; i < 2 * HALF; i++) {
            if (i == HALF) {
                id.append('-');
            }
            id.append(ALPHABET.charAt((int) (window >>> (35 - 5 * i) & 31)));
        }
        return new CaseId(id.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}

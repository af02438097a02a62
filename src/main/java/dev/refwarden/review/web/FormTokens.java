package dev.refwarden.review.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a form of this page holds and a form of any other page cannot: a message authentication code over when and for whom
 * it was made, and about which case. It ends after some hours, and when the server ends.
 */
final class FormTokens {
    private static final Duration VALID = Duration.ofHours(12);
    private static final int MOST_SENT = 1_000;

    private final SecretKeySpec key = new SecretKeySpec(Secret.digest(Secret.fresh()), "HmacSHA256");
    private final InstantSource clock;
    private final Set<String> sent = new LinkedHashSet<>();

    FormTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** For a form that is shown now; no two are alike. */
    String fresh(Visitor visitor, String caseId) {
        String head = clock.millis() + "." + Secret.fresh().substring(0, 16);
        return head + "." + code(head, visitor, caseId);
    }

    /** Whether it was made here, lately, for this visitor and case. */
    boolean isValid(String token, Visitor visitor, String caseId) {
        int end = token.lastIndexOf('.');
        if (end < 0 || !token.matches("[0-9]{1,15}\\.[A-Za-z0-9_-]{16}\\.[0-9a-f]{64}")) {
            return false;
        }
        String head = token.substring(0, end);
        byte[] expected = code(head, visitor, caseId).getBytes(StandardCharsets.US_ASCII);
        byte[] shown = token.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
        Instant made = Instant.ofEpochMilli(Long.parseLong(head.substring(0, head.indexOf('.'))));
        return MessageDigest.isEqual(expected, shown) && clock.instant().isBefore(made.plus(VALID));
    }

    /** Whether this very form was sent before with this content: a second click, not a second note. */
    synchronized boolean isSentAgain(String token, String content) {
        return sent.contains(sending(token, content));
    }

    /** Remembers that it was sent, and written down. */
    synchronized void written(String token, String content) {
        if (sent.size() >= MOST_SENT) {
            sent.remove(sent.iterator().next());
        }
        sent.add(sending(token, content));
    }

    private static String sending(String token, String content) {
        return HexFormat.of().formatHex(Secret.digest(token + '\n' + content));
    }

    private String code(String head, Visitor visitor, String caseId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String said = head + '\n' + visitor.id() + '\n' + visitor.login() + '\n' + caseId;
            return HexFormat.of().formatHex(mac.doFinal(said.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

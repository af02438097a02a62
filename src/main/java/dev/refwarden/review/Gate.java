package dev.refwarden.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who shows the token: once in the address or the login form, which gives a session, or with every
 * request as {@code Authorization: Bearer}. Wrong tokens are counted, and after some of them nobody's token is looked at
 * for a while.
 */
final class Gate {
    private static final String COOKIE = "refwarden";
    private static final Duration SESSION = Duration.ofHours(12);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_WRONG = 10;
    private static final int MOST_SESSIONS = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] token;
    private final Set<String> hosts;
    private final InstantSource clock;
    private final Map<String, Instant> sessions = new LinkedHashMap<>();
    private Instant pauseUntil = Instant.EPOCH;
    private int wrong;

    /**
     * @param token what must be shown
     * @param hosts the names under which browsers may ask, port included
     */
    Gate(String token, Set<String> hosts, InstantSource clock) {
        this.token = digest(token);
        this.hosts = Set.copyOf(hosts);
        this.clock = clock;
    }

    /** A token that nobody guesses: 256 random bits. */
    static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What became of a request at the gate. */
    sealed interface Admission {
        /** The page may be shown. */
        record Admitted() implements Admission {}

        /** Shown the token: goes on with a session, to the address without it. */
        record LoggedIn(String cookie) implements Admission {}

        /** Nobody knows who asks. */
        record Unknown(boolean wrongToken) implements Admission {}

        /** Too many wrong tokens. */
        record Paused(long seconds) implements Admission {}

        /** The request was made for another server, perhaps by another site's page. */
        record ForeignHost() implements Admission {}
    }

    synchronized Admission admit(Request request) {
        if (!hosts.contains(request.header("host"))) {
            return new Admission.ForeignHost();
        }
        Instant now = clock.instant();
        Optional<String> shown = shown(request);
        if (shown.isPresent()) {
            return byToken(shown.get(), request, now);
        }
        Instant until = sessions.getOrDefault(hex(digest(request.cookie(COOKIE))), Instant.EPOCH);
        return now.isBefore(until) ? new Admission.Admitted() : new Admission.Unknown(false);
    }

    private static Optional<String> shown(Request request) {
        String bearer = request.header("authorization");
        if (bearer.startsWith("Bearer ")) {
            return Optional.of(bearer.substring("Bearer ".length()).strip());
        }
        String inAddress = request.query("token");
        if (!inAddress.isEmpty()) {
            return Optional.of(inAddress);
        }
        return Optional.ofNullable(request.form().get("token")).map(String::strip);
    }

    private Admission byToken(String shown, Request request, Instant now) {
        if (now.isBefore(pauseUntil)) {
            return new Admission.Paused(
                    Math.max(1, Duration.between(now, pauseUntil).toSeconds()));
        }
        if (!MessageDigest.isEqual(digest(shown), token)) {
            wrong++;
            if (wrong >= MOST_WRONG) {
                wrong = 0;
                pauseUntil = now.plus(PAUSE);
            }
            return new Admission.Unknown(true);
        }
        wrong = 0;
        if (!request.header("authorization").isEmpty()) {
            return new Admission.Admitted();
        }
        String session = newToken();
        forgetOld(now);
        sessions.put(hex(digest(session)), now.plus(SESSION));
        return new Admission.LoggedIn(
                COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + SESSION.toSeconds());
    }

    private void forgetOld(Instant now) {
        Iterator<Map.Entry<String, Instant>> oldest = sessions.entrySet().iterator();
        while (oldest.hasNext()) {
            boolean over = !now.isBefore(oldest.next().getValue());
            if (over || sessions.size() >= MOST_SESSIONS) {
                oldest.remove();
            }
        }
    }

    /** Secrets are compared, and sessions found, by their digests, so that no comparison's time tells anything. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}

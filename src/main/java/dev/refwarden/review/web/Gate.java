package dev.refwarden.review.web;

import dev.refwarden.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in who shows the token: once in the address or the login form, which gives a session, or with every
 * request as {@code Authorization: Bearer}. After some wrong tokens an address is asked to leave off; the right token is let in
 * even then, since any page in a reviewer's browser could send the wrong ones. That no one guesses it rests on its length.
 */
final class Gate {
    /** The path of the feed. */
    static final String FEED = "feed.atom";

    private static final String COOKIE = "refwarden";
    private static final Duration SESSION = Duration.ofHours(12);
    private static final int MOST_SESSIONS = 1_000;

    private final Secret token;
    private final Set<String> hosts;
    private final InstantSource clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final WrongTokens wrong = new WrongTokens();

    /** @param identity whom an identity provider named; absent after the token */
    private record Session(Instant until, Optional<Person.Identity> identity) {}

    /**
     * @param token what must be shown
     * @param hosts the names under which browsers may ask, port included
     */
    Gate(String token, Set<String> hosts, InstantSource clock) {
        this.token = new Secret(token);
        this.hosts = Set.copyOf(hosts);
        this.clock = clock;
    }

    /** What became of a request at the gate. */
    sealed interface Admission {
        /**
         * The page may be shown.
         *
         * @param identity if someone has it still, where an identity provider named them; otherwise in any case
         */
        record Admitted(Optional<Person.Identity> identity) implements Admission {
            Admitted() {
                this(Optional.empty());
            }
        }

        /** Shown the token: goes on with a session, to the address without it. */
        record LoggedIn(String cookie) implements Admission {}

        /** No one knows who asks. */
        record Unknown(boolean wrongToken) implements Admission {}

        /** One wrong token too many from that address. */
        record Paused(long seconds) implements Admission {}

        /** The request was made for another server, perhaps by another site's page. */
        record ForeignHost() implements Admission {}
    }

    synchronized Admission admit(Request request) {
        if (!isForThis(request)) {
            return new Admission.ForeignHost();
        }
        Instant now = clock.instant();
        Optional<String> shown = shown(request);
        if (shown.isPresent()) {
            return byToken(shown.get(), request, now);
        }
        Session session = sessions.get(hex(Secret.digest(request.cookie(COOKIE))));
        return session != null && now.isBefore(session.until())
                ? new Admission.Admitted(session.identity())
                : new Admission.Unknown(false);
    }

    /** Whether the request was made for this server. */
    boolean isForThis(Request request) {
        return hosts.contains(request.header("host"));
    }

    /** Begins a session; the cookie that shows it. */
    synchronized String open(Optional<Person.Identity> identity) {
        Instant now = clock.instant();
        String session = Secret.fresh();
        forgetOld(now);
        sessions.put(hex(Secret.digest(session)), new Session(now.plus(SESSION), identity));
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + SESSION.toSeconds();
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
        if (!token.is(shown)) {
            Duration pause = wrong.add(request.address(), now);
            return pause.isZero() ? new Admission.Unknown(true) : new Admission.Paused(Math.max(1, pause.toSeconds()));
        }
        // Feed readers keep no cookies, and show no one the address.
        if (!request.header("authorization").isEmpty() || request.path().equals(List.of(FEED))) {
            return new Admission.Admitted();
        }
        return new Admission.LoggedIn(open(Optional.empty()));
    }

    private void forgetOld(Instant now) {
        Iterator<Map.Entry<String, Session>> oldest = sessions.entrySet().iterator();
        while (oldest.hasNext()) {
            boolean over = !now.isBefore(oldest.next().getValue().until());
            if (over || sessions.size() >= MOST_SESSIONS) {
                oldest.remove();
            }
        }
    }

    /** Sessions are found by their digests. */
    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}

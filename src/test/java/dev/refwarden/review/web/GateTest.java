package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.review.web.Gate.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final String TOKEN = "right-token";

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final Gate gate = new Gate(TOKEN, Set.of("127.0.0.1:8417"), () -> now);

    private static Request request(Map<String, String> query, Map<String, String> headers) {
        return request("127.0.0.1", query, headers);
    }

    private static Request request(String address, Map<String, String> query, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("host", "127.0.0.1:8417"));
        all.putAll(headers);
        return new Request(address, "GET", List.of(), query, Map.of(), all);
    }

    private Admission shown(String token) {
        return gate.admit(request(Map.of("token", token), Map.of()));
    }

    private Admission withCookie(String cookie) {
        return gate.admit(request(Map.of(), Map.of("cookie", "other=1; " + cookie)));
    }

    private String session() {
        return ((Admission.LoggedIn) shown(TOKEN)).cookie().split(";", 2)[0];
    }

    @Test
    void withoutATokenNobodyIsKnown() {
        assertThat(gate.admit(request(Map.of(), Map.of()))).isEqualTo(new Admission.Unknown(false));
        assertThat(withCookie("refwarden=")).isEqualTo(new Admission.Unknown(false));
        assertThat(withCookie("refwarden=" + TOKEN)).isEqualTo(new Admission.Unknown(false));
    }

    @Test
    void theTokenGivesASessionThatEnds() {
        assertThat(((Admission.LoggedIn) shown(TOKEN)).cookie())
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(TOKEN);
        String session = session();
        assertThat(withCookie(session)).isEqualTo(new Admission.Admitted());
        assertThat(withCookie(session + "x")).isEqualTo(new Admission.Unknown(false));
        now = now.plus(Duration.ofHours(12));
        assertThat(withCookie(session)).isEqualTo(new Admission.Unknown(false));
    }

    @Test
    void aProxyShowsTheTokenWithEveryRequest() {
        assertThat(gate.admit(request(Map.of(), Map.of("authorization", "Bearer " + TOKEN))))
                .isEqualTo(new Admission.Admitted());
        assertThat(gate.admit(request(Map.of(), Map.of("authorization", "Bearer wrong"))))
                .isEqualTo(new Admission.Unknown(true));
        assertThat(gate.admit(request(Map.of(), Map.of("authorization", "Basic " + TOKEN))))
                .isEqualTo(new Admission.Unknown(false));
    }

    @Test
    void manyWrongTokensPauseTheirAddressButNeverTheRightToken() {
        String session = session();
        for (int i = 0; i < 10; i++) {
            assertThat(shown("wrong" + i)).isEqualTo(new Admission.Unknown(true));
        }
        now = now.plusSeconds(20);
        assertThat(shown("wrong")).isEqualTo(new Admission.Paused(40));
        assertThat(gate.admit(request("192.0.2.7", Map.of("token", "wrong"), Map.of())))
                .isEqualTo(new Admission.Unknown(true));
        assertThat(shown(TOKEN)).isInstanceOf(Admission.LoggedIn.class);
        assertThat(shown("wrong")).isEqualTo(new Admission.Paused(40));
        assertThat(withCookie(session)).isEqualTo(new Admission.Admitted());
        now = now.plusSeconds(40);
        assertThat(shown("wrong")).isEqualTo(new Admission.Unknown(true));
    }

    @Test
    void aRequestUnderAnotherNameIsNotAnswered() {
        for (String host : List.of("evil.example.org", "127.0.0.1", "127.0.0.1:80", "")) {
            assertThat(gate.admit(request(Map.of("token", TOKEN), Map.of("host", host))))
                    .isEqualTo(new Admission.ForeignHost());
        }
    }

    @Test
    void aThousandSessionsAreEnough() {
        String first = session();
        for (int i = 0; i < 1_000; i++) {
            session();
        }
        assertThat(withCookie(first)).isEqualTo(new Admission.Unknown(false));
        assertThat(withCookie(session())).isEqualTo(new Admission.Admitted());
    }
}

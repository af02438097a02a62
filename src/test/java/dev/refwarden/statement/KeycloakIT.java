package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.crypto.Digests;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a real identity provider. Opt-in, since it is large: {@code -Pkeycloak} fetches it. */
@EnabledIfEnvironmentVariable(
        named = "REFWARDEN_KEYCLOAK",
        matches = ".+",
        disabledReason = "it fetches an identity provider of 200 MB: mvn verify -Pkeycloak")
class KeycloakIT {
    private static final String REPOSITORY = "git.example.org/server";
    private static final PushStatement PUSH = new PushStatement(
            REPOSITORY,
            List.of(new RefUpdate(ObjectId.ZERO, ObjectId.fromHex("1".repeat(40)), new RefName("refs/heads/main"))));

    @TempDir
    private Path data;

    private final HttpClient client = HttpClient.newHttpClient();
    private String base = "";

    @Test
    void itsTokenIsGoodForThePushThatItNamesAndForNoOther() throws Exception {
        int port = freePort();
        base = "http://127.0.0.1:" + port;
        Process server = start(port);
        try {
            awaitStart(server);
            makeRealm(adminToken());
            String token = login();
            TokenIssuer issuer = new TokenIssuer(
                    base + "/realms/dev",
                    get("/realms/dev/protocol/openid-connect/certs").getBytes(UTF_8),
                    "ES256",
                    List.of("hwk"),
                    Optional.empty());
            assertThat(IdentityToken.check(token, List.of(issuer), PUSH, Instant.now()))
                    .isInstanceOfSatisfying(
                            TokenCheck.Good.class,
                            good -> assertThat(good.tokenId()).isNotEmpty());
            PushStatement other = new PushStatement(
                    REPOSITORY,
                    List.of(new RefUpdate(
                            ObjectId.ZERO, ObjectId.fromHex("2".repeat(40)), new RefName("refs/heads/main"))));
            assertThat(IdentityToken.check(token, List.of(issuer), other, Instant.now()))
                    .isInstanceOf(TokenCheck.Bad.class);
            assertThat(IdentityToken.check(
                            token, List.of(issuer), PUSH, Instant.now().plusSeconds(301)))
                    .isInstanceOf(TokenCheck.Bad.class);
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private Process start(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getenv("REFWARDEN_KEYCLOAK"), "bin", "kc.sh")
                                .toString(),
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--db=dev-mem")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("keycloak.log").toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        return builder.start();
    }

    private void awaitStart(Process server) throws InterruptedException {
        for (int i = 0; i < 240 && server.isAlive(); i++) {
            try {
                if (get("/realms/master").contains("public_key")) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("the identity provider does not start; see " + data.resolve("keycloak.log"));
    }

    private String adminToken() throws Exception {
        return field(
                post(
                        "/realms/master/protocol/openid-connect/token",
                        "grant_type=password&client_id=admin-cli&username=admin&password=admin",
                        "application/x-www-form-urlencoded",
                        ""),
                "access_token");
    }

    /** A realm that signs with ES256; the client is called as the audience must be. */
    private void makeRealm(String admin) throws Exception {
        String realm = """
                {"realm": "dev", "enabled": true, "sslRequired": "none", "accessTokenLifespan": 120,
                 "defaultSignatureAlgorithm": "ES256",
                 "users": [{"username": "alice", "enabled": true, "email": "alice@example.org", "emailVerified": true,
                            "firstName": "Alice", "lastName": "Example",
                            "credentials": [{"type": "password", "value": "secret", "temporary": false}]}],
                 "clients": [{"clientId": "$repository", "enabled": true, "publicClient": true,
                              "standardFlowEnabled": true, "redirectUris": ["http://127.0.0.1:1/back"],
                              "protocolMappers": [
                   {"name": "amr", "protocol": "openid-connect", "protocolMapper": "oidc-hardcoded-claim-mapper",
                    "config": {"claim.name": "amr", "claim.value": "[\\"hwk\\"]", "jsonType.label": "JSON",
                               "id.token.claim": "true"}}]}]}
                """.replace("$repository", REPOSITORY);
        post("/admin/realms", realm, "application/json", admin);
    }

    /** As a browser does it: the login page, name and password, and the code that comes back. */
    private String login() throws IOException, InterruptedException {
        String nonce = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.sha256().digest(PUSH.bytes()));
        String who = "client_id=" + URLEncoder.encode(REPOSITORY, UTF_8) + "&redirect_uri="
                + URLEncoder.encode("http://127.0.0.1:1/back", UTF_8);
        HttpRequest ask = HttpRequest.newBuilder(URI.create(base
                        + "/realms/dev/protocol/openid-connect/auth?response_type=code&scope=openid&state=x&nonce="
                        + nonce + "&" + who))
                .build();
        HttpResponse<String> page = client.send(ask, HttpResponse.BodyHandlers.ofString());
        Matcher form = Pattern.compile("action=\"([^\"]*)\"").matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        // Its cookies are marked secure even on loopback, where a cookie jar would keep them back.
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies)
                .POST(HttpRequest.BodyPublishers.ofString("username=alice&password=secret"))
                .build();
        HttpResponse<String> back = client.send(request, HttpResponse.BodyHandlers.ofString());
        Matcher code = Pattern.compile("[?&]code=([^&]*)")
                .matcher(back.headers().firstValue("Location").orElse(""));
        assertThat(code.find()).as(back.body()).isTrue();
        return field(
                post(
                        "/realms/dev/protocol/openid-connect/token",
                        "grant_type=authorization_code&code=" + code.group(1) + "&" + who,
                        "application/x-www-form-urlencoded",
                        ""),
                "id_token");
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String post(String path, String body, String type, String bearer) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body();
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        assertThat(field.find()).as(json).isTrue();
        return field.group(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

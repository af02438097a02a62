package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the page under which someone could write in another's name: it does not start. */
class ReviewServeTest {
    private static final String TOKEN = "a-token-of-these-tests-0123456789";

    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        Folder.least(folder.resolve("config"));
        Ledger.create(new StateFolder(Files.createDirectory(folder.resolve("state"))))
                .close();
        file("token", TOKEN, "rw-------");
    }

    private String file(String name, String text, String mode) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file.toString();
    }

    private void assertDoesNotStart(String why, String... options) {
        List<Object> words = new ArrayList<>(List.of(
                "review",
                "serve",
                "--config",
                folder.resolve("config"),
                "--state",
                folder.resolve("state"),
                "--token-file",
                folder.resolve("token"),
                "--port",
                "0"));
        words.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(words.toArray());
        assertThat(run.status()).isEqualTo(64);
        assertThat(run.err()).contains(why).doesNotContain(TOKEN);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aHeaderAloneIsNotTrusted() throws IOException {
        String secret = file("secret", "another-secret-0123456789", "rw-------");
        assertDoesNotStart("belong together", "--trust-header", "X-Forwarded-User");
        assertDoesNotStart("belong together", "--proxy-secret-file", secret);
    }

    @Test
    void aSecretThatOthersKnowProvesNothing() throws IOException {
        assertDoesNotStart("others can read", with(file("open", "another-secret-0123456789", "rw-r--r--")));
        assertDoesNotStart("easily guessed", with(file("short", "short", "rw-------")));
        assertDoesNotStart(
                "whoever may read could write", with(folder.resolve("token").toString()));
    }

    @Test
    void headersThatMeanSomethingElseNameNobody() throws IOException {
        String secret = file("secret", "another-secret-0123456789", "rw-------");
        for (String header : List.of("Authorization", "cookie", "Host", "Sec-Fetch-Site", "X Y", "x-refwarden-proxy")) {
            assertDoesNotStart(
                    "no login can be in a header of that name",
                    "--trust-header",
                    header,
                    "--proxy-secret-file",
                    secret);
        }
    }

    @Test
    void aLoginThatAnybodyOnTheWayCouldTakeIsNotBegun() throws IOException {
        String good = "issuer=https://id.example.org\nclient=review\nauthorize=https://id.example.org/auth\n";
        String redirect = "redirect=https://review.example.org/login/openid\n";
        assertDoesNotStart("are required", "--openid-file", file("less", good, "rw-r--r--"));
        assertDoesNotStart("nothing else", "--openid-file", file("more", good + redirect + "secret=x\n", "rw-r--r--"));
        assertDoesNotStart(
                "authorize is not a https address",
                "--openid-file",
                file("plain", (good + redirect).replace("https://id.example.org/auth", "http://id/"), "rw-r--r--"));
        assertDoesNotStart(
                "redirect has to end in /login/openid",
                "--openid-file",
                file("other", good + redirect.replace("openid", "other"), "rw-r--r--"));
        assertDoesNotStart(
                "either a proxy says who asks, or an identity provider does",
                "--openid-file",
                file("good", good + redirect, "rw-r--r--"),
                "--trust-header",
                "X-Forwarded-User",
                "--proxy-secret-file",
                file("secret", "another-secret-0123456789", "rw-------"));
    }

    private static String[] with(String secret) {
        return new String[] {"--trust-header", "X-Forwarded-User", "--proxy-secret-file", secret};
    }
}

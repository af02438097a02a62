package dev.refwarden.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.Notifications;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to servers that take it, refuse it, or do neither. */
class MailSenderTest {
    private static final Notice NOTICE = new Notice(
            "0123456789abcdef",
            "INC-9V07-VJ0D",
            Notifications.Verdict.ALARMING,
            "■ Probably an attack: alice, platform/web",
            List.of("✗ one", ".", "QUIT"),
            Optional.of("https://review.example.org/case/9V07-VJ0D"),
            "{}");

    @TempDir
    private Path at;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private Delivery send(RawServer server, Notifications.Encryption encryption, boolean login, Duration patience) {
        Folder config = Folder.least(at).write("secrets/smtp", "hunter2 with blanks\n");
        Notifications.MailServer to = new Notifications.MailServer(
                "127.0.0.1",
                server.port(),
                encryption,
                "refwarden@git.example.org",
                login ? Optional.of(new Notifications.Login("git", "secrets/smtp")) : Optional.empty());
        Notifications.Mail mail = new Notifications.Mail(List.of("security@example.org", "carol@example.org"));
        return new MailSender(config.path(), "git.example.org", to, mail, busy, patience).send(NOTICE);
    }

    private Delivery send(RawServer server) {
        return send(server, Notifications.Encryption.NONE, false, Duration.ofSeconds(20));
    }

    /** As much of SMTP as there must be; refuses what begins with {@code refused}. */
    private void serve(BufferedReader in, OutputStream out, String refused) throws IOException {
        RawServer.say(out, "220 fake\r\n");
        String line = in.readLine();
        boolean data = false;
        while (line != null) {
            heard.add(line);
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    RawServer.say(out, "250 taken\r\n");
                }
            } else if (!refused.isEmpty() && line.startsWith(refused)) {
                RawServer.say(out, "535 no: " + line + "\r\n");
            } else if (line.startsWith("EHLO")) {
                RawServer.say(out, "250-fake\r\n250 AUTH PLAIN\r\n");
            } else if (line.startsWith("AUTH")) {
                RawServer.say(out, "235 yes\r\n");
            } else if (line.equals("DATA")) {
                data = true;
                RawServer.say(out, "354 go on\r\n");
            } else {
                RawServer.say(out, "250 ok\r\n");
            }
            line = in.readLine();
        }
    }

    private void assertFailed(Delivery delivery, String reason) {
        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Failed.class,
                        failed -> assertThat(failed.reason()).contains(reason).doesNotContain("hunter2", "aHVudGVy"));
    }

    @Test
    void itIsTakenWhole() throws Exception {
        try (RawServer server = new RawServer((in, out) -> serve(in, out, ""))) {
            assertThat(send(server)).isEqualTo(new Delivery.Delivered());
        }
        assertThat(heard)
                .contains(
                        "EHLO git.example.org",
                        "MAIL FROM:<refwarden@git.example.org>",
                        "RCPT TO:<security@example.org>",
                        "RCPT TO:<carol@example.org>",
                        "Message-ID: <0123456789abcdef.refwarden@git.example.org>",
                        "References: <INC-9V07-VJ0D.refwarden@git.example.org>",
                        "Auto-Submitted: auto-generated");
        assertThat(String.join("\n", heard)).contains("Subject: =?UTF-8?").doesNotContain("■");
        assertThat(heard).noneMatch(line -> line.equals("QUIT") && heard.indexOf("DATA") > heard.indexOf(line));
    }

    @Test
    void itIsTakenFromWhoLogsIn() throws Exception {
        try (RawServer server = new RawServer((in, out) -> serve(in, out, ""))) {
            assertThat(send(server, Notifications.Encryption.NONE, true, Duration.ofSeconds(20)))
                    .isEqualTo(new Delivery.Delivered());
        }
        assertThat(heard).anyMatch(line -> line.startsWith("AUTH PLAIN"));
    }

    @Test
    void aRefusedPasswordIsNotRepeated() throws Exception {
        try (RawServer server = new RawServer((in, out) -> serve(in, out, "AUTH"))) {
            assertFailed(
                    send(server, Notifications.Encryption.NONE, true, Duration.ofSeconds(20)), "user and password");
        }
        assertThat(heard).doesNotContain("DATA");
    }

    @Test
    void anAddressThatIsRefusedFailsThisMail() throws Exception {
        try (RawServer server = new RawServer((in, out) -> serve(in, out, "RCPT"))) {
            assertFailed(send(server), "refuses the mail");
        }
    }

    /** Whoever sits between must not be able to take encryption away. */
    @Test
    void withoutEncryptionNothingIsSentWhereItIsToBeThere() throws Exception {
        try (RawServer server = new RawServer((in, out) -> serve(in, out, ""))) {
            assertFailed(send(server, Notifications.Encryption.STARTTLS, true, Duration.ofSeconds(20)), "");
        }
        assertThat(heard).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }

    @Test
    void whoNeverAnswersIsLeftAndHoldsUpNoThreadButOne() throws Exception {
        try (RawServer server = new RawServer((in, out) -> Thread.sleep(60_000))) {
            long start = System.nanoTime();
            Duration patience = Duration.ofSeconds(1);
            assertFailed(send(server, Notifications.Encryption.NONE, false, patience), "took too long");
            assertFailed(send(server, Notifications.Encryption.NONE, false, patience), "another mail");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoIsNotThereTakesNoMail() throws Exception {
        RawServer gone = new RawServer((in, out) -> out.flush());
        gone.close();
        assertFailed(send(gone), "cannot be reached");
    }
}

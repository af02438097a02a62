package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.Notifications;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is notified, and what developers are told besides, in {@code server.yaml}. */
class NotificationsReaderTest {
    @TempDir
    private Path at;

    private Folder with(String rest) {
        return Folder.least(at)
                .write("secrets/chat", "https://chat.example.org/hooks/s3cret\n")
                .mode("secrets/chat", "rw-------")
                .write("secrets/open", "hunter2\n")
                .mode("secrets/open", "rw-r--r--")
                .write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\n" + rest + "\n");
    }

    @Test
    void receiversAreAsWritten() {
        Notifications read = with("""
                smtp: {host: mail.example.org, from: git@example.org, user: u, password: secrets/chat}
                notifications:
                  chat: {webhook: secrets/chat, form: matrix, token: secrets/chat, verdicts: [alarming]}
                  siem: {webhook: secrets/chat}
                  team: {mail: [security@example.org], verdicts: [ordinary, odd]}""").load().server().notifications();
        assertThat(read.names()).containsExactly("chat", "siem", "team");
        assertThat(read.receivers().get(0))
                .isEqualTo(new Notifications.Receiver(
                        "chat",
                        new Notifications.Webhook(
                                "secrets/chat", Notifications.Form.MATRIX, Optional.of("secrets/chat")),
                        Set.of(Notifications.Verdict.ALARMING)));
        assertThat(read.receivers().get(1).verdicts()).isEqualTo(Notifications.Receiver.USUAL);
        assertThat(read.receivers().get(2).channel())
                .isEqualTo(new Notifications.Mail(List.of("security@example.org")));
        assertThat(read.mailServer())
                .contains(new Notifications.MailServer(
                        "mail.example.org",
                        587,
                        Notifications.Encryption.STARTTLS,
                        "git@example.org",
                        Optional.of(new Notifications.Login("u", "secrets/chat"))));
    }

    @Test
    void messagesAreAsWritten() {
        Server.Messages read = with("messages: {review: \"https://review.example.org/case/{case}\", ask: \"#git\"}")
                .load()
                .server()
                .messages();
        assertThat(read.link("9V07-VJ0D")).contains("https://review.example.org/case/9V07-VJ0D");
        assertThat(read.ask()).contains("#git");
        assertThat(read.prefix()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "messages: {reveiw: x} | unknown key !reveiw! in messages, did you mean !review!?",
                "messages: {review: \"https://review.example.org/\"} | expected an https address with {case}",
                "messages: {review: \"http://review.example.org/{case}\"} | expected an https address with {case}",
                "messages: {review: \"https://u:p@review.example.org/{case}\"} | expected an https address",
                "messages: {review: \"javascript:{case}\"} | expected an https address",
                "messages: {review: \"https://r.example.org/{case}/{ref}\"} | expected an https address",
                "notifications: {} | notifications names no receiver",
                "notifications: {chat: {}} | chat needs webhook or mail",
                "notifications: {chat: {webhok: secrets/chat}} | did you mean !webhook!?",
                "notifications: {Chat!: {webhook: secrets/chat}} | is not a name for a receiver",
                "notifications: {chat: {webhook: secrets/open}} | must have mode 0600",
                "notifications: {chat: {webhook: secrets/none}} | does not exist",
                "notifications: {chat: {webhook: \"https://x.example.org/t0ken\"}} | belongs into a file of its own",
                "notifications: {chat: {webhook: secrets/chat, form: slak}} | form: expected json, slack, teams or matrix",
                "notifications: {chat: {webhook: secrets/chat, form: matrix}} | form: matrix needs token",
                "notifications: {chat: {webhook: secrets/chat, verdicts: []}} | verdicts is an empty list",
                "notifications: {chat: {webhook: secrets/chat, verdicts: [grave]}} | expected alarming, odd, unknown",
                "notifications: {chat: {webhook: secrets/chat, mail: [a@example.org]}} | has both webhook and mail",
                "notifications: {team: {mail: [a@example.org]}} | mail needs smtp",
                "smtp: {host: mail.example.org} | smtp needs from",
                "smtp: {host: mail.example.org, from: nobody} | is not a mail address",
                "smtp: {host: mail.example.org, from: a@b.org, encryption: none} | on this machine only",
                "smtp: {host: mail.example.org, from: a@b.org, user: u} | both user and password",
                "smtp: {host: mail.example.org, from: a@b.org, prot: 25} | did you mean !port!?"
            })
    void whatCannotBeUsedIsAProblem(String rest, String problem) {
        Folder folder = with(rest);
        assertThatExceptionOfType(PolicyProblems.class)
                .isThrownBy(() -> Configuration.load(folder.path()))
                .satisfies(problems -> assertThat(problems.problems().toString())
                        .contains(problem.replace('!', '"'))
                        .doesNotContain("t0ken"));
    }
}

package dev.refwarden.policy.read;

import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.Loopback;
import dev.refwarden.policy.Notifications;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the part of {@code server.yaml} that says who is notified of refused pushes. */
final class NotificationsReader {
    private static final int LAST_PORT = 65_535;
    private static final int MOST_RECEIVERS = 50;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_TLS = 465;
    private static final int SMTP = 25;
    private static final String NOTIFICATIONS = "notifications";

    private static final Words<Notifications.Form> FORMS =
            new Words<>(List.of("json", "slack", "teams", "matrix"), List.of(Notifications.Form.values()));
    private static final Words<Notifications.Verdict> VERDICTS =
            new Words<>(List.of("alarming", "odd", "unknown", "ordinary"), List.of(Notifications.Verdict.values()));
    private static final Words<Notifications.Encryption> ENCRYPTIONS =
            new Words<>(List.of("starttls", "implicit", "none"), List.of(Notifications.Encryption.values()));

    private final ConfigFolder folder;
    private final Problems problems;

    NotificationsReader(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Notifications read(Section file) {
        Optional<Notifications.MailServer> mailServer = file.section("smtp").map(this::mailServer);
        Optional<Section> notifications = file.section(NOTIFICATIONS);
        if (notifications.isEmpty()) {
            return new Notifications(List.of(), mailServer);
        }
        List<Notifications.Receiver> receivers = new ArrayList<>();
        for (Yaml.Entry entry : notifications.get().entries()) {
            String name = entry.key().value();
            if (!Identifiers.isPerson(name)) {
                problems.add(
                        entry.key().place(),
                        DisplayText.quoted(name)
                                + " is not a name for a receiver: lower-case letters, digits, and . _ - inside");
            }
            notifications
                    .get()
                    .section(name)
                    .flatMap(section -> receiver(name, section, file.has("smtp")))
                    .ifPresent(receivers::add);
        }
        if (notifications.get().entries().isEmpty()) {
            problems.add(notifications.get().place(), "notifications names no receiver");
        }
        if (receivers.size() > MOST_RECEIVERS) {
            problems.add(notifications.get().place(), "notifications: at most " + MOST_RECEIVERS + " receivers");
        }
        return new Notifications(receivers, mailServer);
    }

    private Optional<Notifications.Receiver> receiver(String name, Section receiver, boolean mailServer) {
        Optional<Notifications.Channel> channel = channel(name, receiver, mailServer);
        Set<Notifications.Verdict> verdicts = EnumSet.noneOf(Notifications.Verdict.class);
        verdicts.addAll(receiver.words("verdicts", receiver.filledList("verdicts"), VERDICTS));
        receiver.end();
        return channel.map(by ->
                new Notifications.Receiver(name, by, verdicts.isEmpty() ? Notifications.Receiver.USUAL : verdicts));
    }

    private Optional<Notifications.Channel> channel(String name, Section receiver, boolean mailServer) {
        if (receiver.has("mail")) {
            receiver.refuse("webhook", name + " has both webhook and mail: one of them needs another name");
            receiver.refuse("form", "form belongs to a webhook");
            receiver.refuse("token", "token belongs to a webhook");
            return mail(receiver, mailServer);
        }
        if (!receiver.has("webhook")) {
            problems.add(receiver.place(), name + " needs webhook or mail");
        }
        Notifications.Form form = receiver.word("form", FORMS, Notifications.Form.JSON);
        Optional<String> token = secret(receiver, "token");
        receiver.take("mail");
        if (form == Notifications.Form.MATRIX && !receiver.has("token")) {
            problems.add(receiver.place("form"), "form: matrix needs token, the file of an access token");
        }
        if (isAddressItself(receiver)) {
            receiver.take("webhook");
            problems.add(
                    receiver.place("webhook"),
                    "webhook: the address belongs into a file of its own, which webhook names: whoever knows it can post");
            return Optional.empty();
        }
        return secret(receiver, "webhook").map(url -> new Notifications.Webhook(url, form, token));
    }

    private static boolean isAddressItself(Section receiver) {
        return receiver.entries().stream()
                .filter(entry -> entry.key().value().equals("webhook"))
                .anyMatch(entry -> entry.value() instanceof Yaml.Scalar scalar
                        && scalar.value().contains("://"));
    }

    private Optional<Notifications.Channel> mail(Section receiver, boolean mailServer) {
        List<Yaml> items = receiver.filledList("mail");
        List<String> to = receiver.texts("mail", items);
        to.stream()
                .filter(address -> !isAddress(address))
                .forEach(address -> problems.add(
                        receiver.place("mail"), "mail: " + DisplayText.quoted(address) + " is not a mail address"));
        if (!mailServer) {
            problems.add(receiver.place("mail"), "mail needs smtp, which says who takes it");
        }
        return Optional.of(new Notifications.Mail(to));
    }

    private Notifications.MailServer mailServer(Section smtp) {
        String host = smtp.require("host").text("host").orElse("");
        Notifications.Encryption encryption = smtp.word("encryption", ENCRYPTIONS, Notifications.Encryption.STARTTLS);
        int port = smtp.number("port", 1, LAST_PORT).orElse(usualPort(encryption));
        String from = smtp.require("from").text("from").orElse("");
        if (!from.isEmpty() && !isAddress(from)) {
            problems.add(smtp.place("from"), "from: " + DisplayText.quoted(from) + " is not a mail address");
        }
        if (!host.isEmpty() && !host.matches("[A-Za-z0-9.:_-]+")) {
            problems.add(smtp.place("host"), "host: expected a host name such as mail.example.org");
        } else if (encryption == Notifications.Encryption.NONE && !Loopback.is(host)) {
            problems.add(smtp.place("encryption"), "encryption: none is for a mail server on this machine only");
        }
        Optional<String> user = smtp.text("user");
        Optional<String> password = secret(smtp, "password");
        if (smtp.has("user") != smtp.has("password")) {
            problems.add(smtp.place(), "smtp needs both user and password, or neither");
        }
        smtp.end();
        Optional<Notifications.Login> login =
                user.flatMap(name -> password.map(file -> new Notifications.Login(name, file)));
        return new Notifications.MailServer(host, port, encryption, from, login);
    }

    private static int usualPort(Notifications.Encryption encryption) {
        return switch (encryption) {
            case STARTTLS -> SUBMISSION;
            case IMPLICIT -> SUBMISSION_TLS;
            case NONE -> SMTP;
        };
    }

    private Optional<String> secret(Section section, String key) {
        return new SecretFiles(folder, problems).path(section, key);
    }

    /** Only what needs no quoting, so that it is one address wherever it is written. */
    private static boolean isAddress(String text) {
        return text.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
    }
}

package dev.refwarden.policy.compare;

import dev.refwarden.policy.Notifications;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares who is notified of refused pushes. */
final class NotificationsComparison {
    private static final String NOTHING = "nothing";

    private final Changes into;

    NotificationsComparison(Changes into) {
        this.into = into;
    }

    void compare(Notifications before, Notifications after) {
        TreeSet<String> names = new TreeSet<>(before.names());
        names.addAll(after.names());
        for (String name : names) {
            String was = receiver(before, name);
            String is = receiver(after, name);
            into.differs(was, is, "notifications." + name + ": " + is + " instead of " + was);
        }
        String was = mailServer(before);
        String is = mailServer(after);
        into.differs(was, is, "smtp: " + is + " instead of " + was);
    }

    private static String receiver(Notifications notifications, String name) {
        return notifications.receivers().stream()
                .filter(receiver -> receiver.name().equals(name))
                .map(receiver -> channel(receiver.channel()) + " for " + verdicts(receiver))
                .findFirst()
                .orElse(NOTHING);
    }

    private static String channel(Notifications.Channel channel) {
        if (channel instanceof Notifications.Webhook webhook) {
            String form = webhook.form().name().toLowerCase(Locale.ROOT);
            String token = webhook.token().map(file -> " with " + file).orElse("");
            return form + " to " + webhook.url() + token;
        }
        return channel instanceof Notifications.Mail mail ? "mail to " + String.join(", ", mail.to()) : NOTHING;
    }

    private static String verdicts(Notifications.Receiver receiver) {
        return receiver.verdicts().stream()
                .sorted(Comparator.naturalOrder())
                .map(Notifications.Verdict::word)
                .collect(Collectors.joining(", "));
    }

    private static String mailServer(Notifications notifications) {
        Optional<Notifications.MailServer> server = notifications.mailServer();
        return server.map(found -> found.host() + ":" + found.port() + " "
                        + found.encryption().name().toLowerCase(Locale.ROOT) + ", from " + found.from()
                        + found.login()
                                .map(login -> ", as " + login.user() + " with " + login.password())
                                .orElse(""))
                .orElse(NOTHING);
    }
}

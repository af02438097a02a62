package dev.refwarden.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who is notified of refused pushes and alarms, and how.
 *
 * @param mailServer absent where no mail is sent
 */
public record Notifications(List<Receiver> receivers, Optional<MailServer> mailServer) {
    public static final Notifications NONE = new Notifications(List.of(), Optional.empty());

    public Notifications {
        receivers = List.copyOf(receivers);
    }

    /** The names of all receivers, as the ledger's outbox has them. */
    public List<String> names() {
        return receivers.stream().map(Receiver::name).toList();
    }

    /** How a refused push looks to whoever assesses it, the gravest first. An alarm of the log counts as alarming. */
    public enum Verdict {
        ALARMING,
        ODD,
        /** Too little was kept to tell. */
        UNKNOWN,
        ORDINARY;

        /** As it is written, such as {@code alarming}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Someone who is notified.
     *
     * @param name as {@code server.yaml} calls them; never shown to pushers
     * @param verdicts which pushes they are notified of
     */
    public record Receiver(String name, Channel channel, Set<Verdict> verdicts) {
        /** What receivers are notified of unless they say otherwise. */
        public static final Set<Verdict> USUAL =
                Collections.unmodifiableSet(EnumSet.of(Verdict.ALARMING, Verdict.ODD, Verdict.UNKNOWN));

        public Receiver {
            verdicts = Set.copyOf(verdicts);
        }
    }

    /** How a receiver is reached. */
    public sealed interface Channel {}

    /**
     * By an HTTP request.
     *
     * @param url the file that holds the address, relative to the configuration: whoever knows it can post there
     * @param token the file that holds what is sent as {@code Authorization: Bearer}
     */
    public record Webhook(String url, Form form, Optional<String> token) implements Channel {}

    /** By mail to these addresses. */
    public record Mail(List<String> to) implements Channel {
        public Mail {
            to = List.copyOf(to);
        }
    }

    /** What a webhook takes. */
    public enum Form {
        /** Everything that is known, for programs. */
        JSON,
        /** A text as Slack's incoming webhooks take it, and others that copy them. */
        SLACK,
        /** An adaptive card for a workflow of Microsoft Teams. */
        TEAMS,
        /** An event for a room of Matrix, by the client-server interface. */
        MATRIX
    }

    /**
     * The server that takes mail.
     *
     * @param from the sender's address
     * @param login absent where the server asks for none
     */
    public record MailServer(String host, int port, Encryption encryption, String from, Optional<Login> login) {}

    /** @param password the file that holds it, relative to the configuration */
    public record Login(String user, String password) {}

    /** How the way to the mail server is protected. */
    public enum Encryption {
        /** From a command on; mail is not sent where the server does not offer it. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT,
        /** Not at all; for a server on the same machine. */
        NONE
    }
}

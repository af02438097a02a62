package dev.refwarden.notify;

import dev.refwarden.policy.Notifications;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends messages as mail. The protocol's own waits end after some seconds each, and the whole after a minute: a thread
 * that even that does not free is left alone, and no other is started next to it.
 */
final class MailSender implements Sender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STEP_MILLIS = "10000";
    private static final String SMTP = "mail.smtp.";

    private final Path config;
    private final String serverName;
    private final Notifications.MailServer server;
    private final Notifications.Mail receiver;
    private final Duration patience;
    private final AtomicBoolean busy;

    /**
     * Prepares.
     *
     * @param serverName of the Git server, as its own mail calls it
     * @param busy whether a mail is being sent; shared by all who send in this process
     */
    MailSender(
            Path config,
            String serverName,
            Notifications.MailServer server,
            Notifications.Mail receiver,
            AtomicBoolean busy) {
        this(config, serverName, server, receiver, busy, PATIENCE);
    }

    MailSender(
            Path config,
            String serverName,
            Notifications.MailServer server,
            Notifications.Mail receiver,
            AtomicBoolean busy,
            Duration patience) {
        this.config = config;
        this.serverName = serverName.replaceAll("[^A-Za-z0-9.-]", "-");
        this.server = server;
        this.receiver = receiver;
        this.busy = busy;
        this.patience = patience;
    }

    @Override
    public Delivery send(Notice notice) {
        if (!busy.compareAndSet(false, true)) {
            return new Delivery.Failed("another mail is still being sent", true);
        }
        CompletableFuture<Delivery> sending = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        sending.complete(sent(notice));
                    } catch (Throwable e) {
                        sending.completeExceptionally(e);
                    } finally {
                        busy.set(false);
                    }
                },
                "mail");
        thread.setDaemon(true);
        thread.start();
        try {
            return sending.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Delivery.Failed("the mail server took too long", true);
        } catch (ExecutionException e) {
            return new Delivery.Failed("the mail could not be made", false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Failed("interrupted", true);
        }
    }

    private Delivery sent(Notice notice) {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            if (server.login().isPresent()) {
                Notifications.Login login = server.login().get();
                String password = SecretFile.line(config, login.password());
                transport.connect(server.host(), server.port(), login.user(), password);
            } else {
                transport.connect();
            }
            Message message = message(session, notice);
            transport.sendMessage(message, message.getAllRecipients());
            return new Delivery.Delivered();
        } catch (AuthenticationFailedException e) {
            return new Delivery.Failed("the mail server refuses user and password", true);
        } catch (SendFailedException e) {
            return new Delivery.Failed("the mail server refuses the mail, or one of its addresses", false);
        } catch (MessagingException e) {
            // What the server said may repeat what it was sent.
            return new Delivery.Failed("the mail server cannot be reached, or broke off", true);
        } catch (IOException e) {
            return new Delivery.Failed(String.valueOf(e.getMessage()), true);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        boolean starttls = server.encryption() == Notifications.Encryption.STARTTLS;
        boolean implicit = server.encryption() == Notifications.Encryption.IMPLICIT;
        properties.put(SMTP + "host", server.host());
        properties.put(SMTP + "port", String.valueOf(server.port()));
        properties.put(SMTP + "starttls.enable", String.valueOf(starttls));
        properties.put(SMTP + "starttls.required", String.valueOf(starttls));
        properties.put(SMTP + "ssl.enable", String.valueOf(implicit));
        properties.put(SMTP + "ssl.checkserveridentity", "true");
        properties.put(SMTP + "auth", String.valueOf(server.login().isPresent()));
        properties.put(SMTP + "localhost", serverName);
        properties.put(SMTP + "from", server.from());
        properties.put(SMTP + "quitwait", "false");
        for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.put(SMTP + wait, STEP_MILLIS);
        }
        return properties;
    }

    private Message message(Session session, Notice notice) throws MessagingException {
        String utf8 = StandardCharsets.UTF_8.name();
        MimeMessage message = new Named(session, address(notice.id()));
        message.setFrom(new InternetAddress(server.from()));
        for (String to : receiver.to()) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
        }
        message.setSubject("[refwarden] " + notice.title(), utf8);
        message.setSentDate(Date.from(Instant.now()));
        message.setText(notice.text() + "\n", utf8);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("References", address(notice.thread()));
        message.saveChanges();
        return message;
    }

    private String address(String id) {
        return "<" + id + ".refwarden@" + serverName + ">";
    }

    /** A mail that is the same one when it is sent again. */
    private static final class Named extends MimeMessage {
        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}

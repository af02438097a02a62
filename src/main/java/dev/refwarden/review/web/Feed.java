package dev.refwarden.review.web;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.Server;
import dev.refwarden.report.Printable;
import dev.refwarden.review.desk.CasePages;
import dev.refwarden.review.desk.DeskCase;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The newest cases for feed readers (Atom, RFC 4287). Links are relative, unless the server says where cases are found. */
final class Feed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int LONGEST = 300;

    private final XMLStreamWriter xml;
    private final String serverName;
    private final Server.Messages messages;

    private Feed(XMLStreamWriter xml, String serverName, Server.Messages messages) {
        this.xml = xml;
        this.serverName = serverName;
        this.messages = messages;
    }

    /** @param now when nothing has happened yet */
    static String of(List<CasePages.Row> rows, String serverName, Server.Messages messages, Instant now) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new Feed(xml, serverName, messages).write(rows, now);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.append('\n').toString();
    }

    private void write(List<CasePages.Row> rows, Instant now) throws XMLStreamException {
        List<DeskCase> cases = rows.stream().flatMap(row -> row.desk().stream()).toList();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(ATOM);
        element("id", id(Instant.EPOCH, "cases"));
        element("title", "Refused pushes, " + serverName);
        element(
                "updated",
                cases.stream()
                        .map(Feed::updated)
                        .max(Instant::compareTo)
                        .orElse(now)
                        .toString());
        link("self", "/" + Gate.FEED);
        link("alternate", "/");
        xml.writeStartElement("author");
        element("name", "Refwarden");
        xml.writeEndElement();
        for (DeskCase one : cases) {
            write(one);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void write(DeskCase desk) throws XMLStreamException {
        LoggedDecision push = desk.decision();
        xml.writeStartElement("entry");
        element("id", id(push.time(), "case/" + desk.id()));
        element(
                "title",
                desk.assessment().level().shape() + " "
                        + desk.assessment().level().title() + ": " + who(push) + ", "
                        + Printable.of(push.text("repository"), LONGEST));
        element("published", push.time().toString());
        element("updated", updated(desk).toString());
        link("alternate", messages.link(desk.id()).orElse(Links.ofCase(desk.id())));
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", desk.assessment().level().word());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "text");
        xml.writeCharacters(text(desk));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String text(DeskCase desk) {
        LoggedDecision push = desk.decision();
        StringBuilder text = new StringBuilder("Refused for ")
                .append(shown(String.join(", ", push.refusingCodes())))
                .append(": ")
                .append(push.objects("updates").stream()
                        .limit(10)
                        .map(update -> shown(LoggedDecision.text(update, "ref")))
                        .collect(Collectors.joining(", ")));
        desk.assessment().pro().forEach(reason -> text.append("\n✗ ").append(shown(reason)));
        desk.assessment().contra().forEach(reason -> text.append("\n✓ ").append(shown(reason)));
        return text.append("\nIncident ")
                .append(desk.incident())
                .append(", ")
                .append(desk.state().word())
                .toString();
    }

    private static Instant updated(DeskCase desk) {
        Instant latest = desk.decision().time();
        for (CaseEvent event : desk.events()) {
            latest = event.time().isAfter(latest) ? event.time() : latest;
        }
        return latest;
    }

    private static String who(LoggedDecision push) {
        String person = push.text("pusher", "person");
        String who = person.isEmpty() ? push.text("pusher", "account") : person;
        return who.isEmpty() ? "someone" : shown(who);
    }

    /** A name that is never another's (RFC 4151). */
    private String id(Instant since, String what) {
        String host = serverName.isEmpty() ? "localhost" : serverName;
        return "tag:" + host + "," + since.atOffset(ZoneOffset.UTC).toLocalDate() + ":refwarden/" + what;
    }

    private static String shown(String text) {
        return Printable.of(text, LONGEST);
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void link(String relation, String target) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", target);
    }
}

package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The line behind those of version 0.1 that a ledger took over. It says from where they came, where a crash had torn
 * them, and what 0.1 knew besides them.
 *
 * @param account who imported them, by the operating system's word
 * @param old what was imported
 * @param inherited what 0.1 knew and its lines do not say
 */
public record ImportedLine(String account, Old old, Inherited inherited) implements LogLine {
    private static final Pattern BEGINNING =
            Pattern.compile("\\{\"seq\":[0-9]+,\"prev\":\"[0-9a-f]{64}\",\"time\":\"[^\"]*\",\"event\":\"imported\"");
    private static final int BEGINNING_LENGTH = 200;
    /** In place of a policy's digest: keys were seen before, so whatever comes next is not an installation. */
    private static final String POLICY = "0.1";

    /**
     * The old log.
     *
     * @param folder where it was
     * @param lines how many it has
     * @param last the hash of the last one
     * @param torn bytes behind it that a crash left; mostly none
     */
    public record Old(String folder, long lines, LineHash last, List<Bridge> bridges, byte[] torn) {
        public Old {
            bridges = List.copyOf(bridges);
            torn = torn.clone();
        }

        @Override
        public byte[] torn() {
            return torn.clone();
        }
    }

    /**
     * What 0.1 knew and its lines do not say.
     *
     * @param places names by what their folder is remembered as, such as {@code sha256:} and 40 hex digits
     * @param landed what was seen to have landed
     * @param uses statements that were used by a push whose line was never finished
     * @param sightings when keys were first seen with their person, in milliseconds since 1970; 0: at installation
     * @param installed whether keys were looked at before
     */
    public record Inherited(
            Map<String, String> places,
            List<Landed> landed,
            List<Used> uses,
            Map<String, Long> sightings,
            boolean installed) {
        public Inherited {
            places = Map.copyOf(places);
            landed = List.copyOf(landed);
            uses = List.copyOf(uses);
            sightings = Map.copyOf(sightings);
        }
    }

    /** A ref that was seen where decision {@code seq} had allowed it to be put. */
    public record Landed(String repository, long seq, String ref) {}

    /**
     * A use of a statement.
     *
     * @param digest as hex digits
     * @param kind as the log calls it
     * @param time in milliseconds since 1970
     */
    public record Used(String digest, String kind, long time, String note) {}

    /** Whether a line of the log is one of these. */
    static boolean isOne(byte[] line) {
        int most = Math.min(line.length, BEGINNING_LENGTH);
        return BEGINNING
                .matcher(new String(line, 0, most, StandardCharsets.ISO_8859_1))
                .lookingAt();
    }

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("event", "imported");
        json.writeStringField("account", account);
        json.writeStringField("folder", old.folder());
        json.writeNumberField("lines", old.lines());
        json.writeStringField("last", old.last().hex());
        Bridge.write(json, old.bridges());
        if (old.torn.length > 0) {
            json.writeStringField("torn", Base64.getEncoder().encodeToString(old.torn));
        }
        if (inherited.installed()) {
            json.writeObjectFieldStart("keys");
            json.writeStringField("policy", POLICY);
            json.writeEndObject();
        }
        writeInherited(json);
    }

    private void writeInherited(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("places");
        for (Map.Entry<String, String> place : inherited.places().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            json.writeStartObject();
            json.writeStringField("folder", place.getKey());
            json.writeStringField("name", place.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("inherited");
        for (Landed landed : inherited.landed()) {
            json.writeStartObject();
            json.writeStringField("repository", landed.repository());
            json.writeNumberField("seq", landed.seq());
            json.writeStringField("ref", landed.ref());
            json.writeEndObject();
        }
        for (Used use : inherited.uses()) {
            json.writeStartObject();
            json.writeStringField("digest", use.digest());
            json.writeStringField("kind", use.kind());
            json.writeNumberField("time", use.time());
            json.writeStringField("note", use.note());
            json.writeEndObject();
        }
        for (Map.Entry<String, Long> sighting : inherited.sightings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList()) {
            json.writeStartObject();
            json.writeStringField("key", sighting.getKey());
            json.writeNumberField("time", sighting.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was seen, and is not a decision, as a line of the log of its own.
 *
 * @param landed tips that were seen to have landed
 * @param alone tags that were seen to have landed without the branch that they were accepted for
 * @param keys which were seen for the first time, if any were
 * @param place where the repository was seen for the first time, if it was
 */
record Noted(
        String repository,
        List<LandedTip> landed,
        List<RestedTag> alone,
        Optional<KeySightings> keys,
        Optional<Place> place)
        implements LogLine {
    private static final String WAITING =
            " WHERE seq = ? AND ref = ?" + " AND repository = (SELECT id FROM repositories WHERE name = ?)";

    Noted {
        landed = List.copyOf(landed);
        alone = List.copyOf(alone);
    }

    /**
     * The folder of a repository.
     *
     * @param node on which server of a fleet; empty where there is one
     */
    record Place(String node, Path folder) {
        /** How version 0.1 remembered a folder: without its path. */
        private static String digestOf(Path folder) {
            byte[] path = folder.toString().getBytes(StandardCharsets.UTF_8);
            return "sha256:" + LineHash.hex(LineHash.sha256().digest(path)).substring(0, 40);
        }

        /** The name under which a place was first seen, if it was. */
        static Optional<String> nameOf(Session session, Place place) throws IOException {
            Optional<String> name = nameOf(session, place.node(), place.folder().toString());
            return name.isPresent() ? name : nameOf(session, "", digestOf(place.folder()));
        }

        private static Optional<String> nameOf(Session session, String node, String folder) throws IOException {
            return session.first(
                    "SELECT name FROM places WHERE node = ? AND folder = ?", row -> row.getString(1), node, folder);
        }

        void writeTo(JsonGenerator json, String list) throws IOException {
            json.writeArrayFieldStart(list);
            json.writeStartObject();
            json.writeStringField("node", node);
            json.writeStringField("folder", folder.toString());
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    /** What of all this is not in the ledger yet. */
    static Noted of(
            Transaction transaction,
            String repository,
            Optional<RepositoryRecord> record,
            Optional<KeySightings> sightings,
            Optional<Place> seen)
            throws IOException {
        Session session = transaction.session();
        List<LandedTip> landed = new ArrayList<>();
        for (LandedTip tip : record.map(RepositoryRecord::landed).orElse(List.of())) {
            if (waits(session, "waiting", tip.seq(), tip.ref(), repository)
                    || waits(session, "resting", tip.seq(), tip.ref(), repository)) {
                landed.add(tip);
            }
        }
        List<RestedTag> alone = new ArrayList<>();
        for (RestedTag tag : record.map(RepositoryRecord::alone).orElse(List.of())) {
            if (session.isThere(
                    "SELECT 1 FROM resting" + WAITING + " AND alarmed = 0",
                    tag.seq(),
                    tag.ref().value(),
                    repository)) {
                alone.add(tag);
            }
        }
        Optional<KeySightings> keys = Optional.empty();
        if (sightings.isPresent() && sightings.get().isNews(session)) {
            keys = sightings;
        }
        Optional<Place> place = Optional.empty();
        if (seen.isPresent() && Place.nameOf(session, seen.get()).isEmpty()) {
            place = seen;
        }
        return new Noted(repository, landed, alone, keys, place);
    }

    private static boolean waits(Session session, String table, long seq, RefName ref, String repository)
            throws IOException {
        return session.isThere("SELECT 1 FROM " + table + WAITING, seq, ref.value(), repository);
    }

    boolean isEmpty() {
        return landed.isEmpty() && alone.isEmpty() && keys.isEmpty() && place.isEmpty();
    }

    @Override
    public void writeTo(JsonGenerator json, CaseId caseId) throws IOException {
        json.writeStringField("verdict", "noted");
        json.writeStringField("repository", repository);
        writeLanded(json);
        if (!alone.isEmpty()) {
            json.writeArrayFieldStart("alarms");
            for (RestedTag tag : alone) {
                json.writeString(tag.words());
            }
            json.writeEndArray();
        }
        if (keys.isPresent()) {
            keys.get().writeTo(json);
        }
        if (place.isPresent()) {
            place.get().writeTo(json, "places");
        }
    }

    private void writeLanded(JsonGenerator json) throws IOException {
        if (landed.isEmpty() && alone.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("landed");
        for (LandedTip tip : landed) {
            json.writeStartObject();
            json.writeNumberField("seq", tip.seq());
            json.writeStringField("ref", tip.ref().value());
            json.writeStringField("new", tip.tip().hex());
            json.writeEndObject();
        }
        for (RestedTag tag : alone) {
            json.writeStartObject();
            json.writeNumberField("seq", tag.seq());
            json.writeStringField("ref", tag.ref().value());
            json.writeStringField("new", tag.after().hex());
            json.writeBooleanField("offBranch", true);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

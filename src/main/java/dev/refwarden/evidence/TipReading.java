package dev.refwarden.evidence;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.Limit;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a pushed tip through its tag objects to the commit under them. */
final class TipReading {
    private static final int MOST_LAYERS = 32;

    private final ObjectStore store;
    private final SignatureReading signatures;
    private final Failures troubles;
    /** A push is gathered twice, and many of its refs may stand at one tip. */
    private final Map<ObjectId, PushedTip> read = new HashMap<>();

    TipReading(ObjectStore store, SignatureReading signatures, Failures troubles) {
        this.store = store;
        this.signatures = signatures;
        this.troubles = troubles;
    }

    PushedTip read(ObjectId tip) {
        PushedTip known = read.get(tip);
        if (known == null) {
            known = readAnew(tip);
            read.put(tip, known);
        }
        return known;
    }

    private PushedTip readAnew(ObjectId tip) {
        List<TagFacts> layers = new ArrayList<>(1);
        ObjectId id = tip;
        Optional<ObjectType> named = Optional.empty();
        while (layers.size() <= MOST_LAYERS) {
            StoredObject object = store.read(id);
            if (!(object instanceof StoredObject.Raw raw)) {
                return new PushedTip(layers, Optional.empty(), Optional.of(troubles.of(object, ObjectType.COMMIT)));
            }
            if (named.isPresent() && named.get() != raw.type()) {
                String detail = "the tag says that it names a " + named.get().word() + ", but that is a "
                        + raw.type().word();
                return new PushedTip(layers, Optional.empty(), Optional.of(new Failure(Code.MALFORMED_OBJECT, detail)));
            }
            if (raw.type() != ObjectType.TAG) {
                boolean commit = raw.type() == ObjectType.COMMIT;
                return new PushedTip(layers, commit ? Optional.of(id) : Optional.empty(), Optional.empty());
            }
            ParsedTag parsed = ParsedTag.of(raw);
            layers.add(facts(id, parsed));
            if (!(parsed instanceof Tag tag)) {
                return new PushedTip(
                        layers, Optional.empty(), layers.get(layers.size() - 1).trouble());
            }
            id = tag.target();
            named = Optional.of(tag.type());
        }
        Failure endless = new Failure(Code.LIMIT_EXCEEDED, "it is " + Limit.TAG_LAYERS.exceeded(MOST_LAYERS));
        return new PushedTip(layers, Optional.empty(), Optional.of(endless));
    }

    private TagFacts facts(ObjectId id, ParsedTag parsed) {
        if (parsed instanceof Tag tag) {
            SignatureCheck strict = signatures.check(tag.signature(), false);
            return new TagFacts(
                    id,
                    tag.name(),
                    tag.subject(),
                    tag.tagger().map(tagger -> tagger.email()).orElse(""),
                    strict,
                    signatures.ignoringTrailer(tag.signature(), strict),
                    Optional.empty());
        }
        String detail = parsed instanceof ParsedTag.Malformed malformed ? malformed.detail() : "";
        SignatureCheck none = new SignatureCheck.Absent();
        Failure trouble = new Failure(Code.MALFORMED_OBJECT, "the tag is malformed: " + detail);
        return new TagFacts(id, "", "", "", none, none, Optional.of(trouble));
    }
}

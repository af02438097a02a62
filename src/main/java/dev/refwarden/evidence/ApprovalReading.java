package dev.refwarden.evidence;

import dev.refwarden.attestation.ApprovalStatement;
import dev.refwarden.attestation.SignedStatement;
import dev.refwarden.attestation.StatementDigest;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.RefState;
import dev.refwarden.key.Keyring;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.ObjectStore;
import dev.refwarden.object.ObjectType;
import dev.refwarden.object.RefUpdate;
import dev.refwarden.object.StoredObject;
import dev.refwarden.signature.SignatureCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the approvals that came as push options and those that lie ready for the pushed tips. */
final class ApprovalReading {
    /** Below it lie approvals, by the tip that they approve. */
    static final String REFS = "refs/refwarden/approvals/";

    private static final String KIND = "approval";
    private static final int MOST = 256;

    private final ObjectStore store;
    private final Keyring keys;

    ApprovalReading(ObjectStore store, Keyring keys) {
        this.store = store;
        this.keys = keys;
    }

    /** An approval by what it says and who signed it; absent where it is none. */
    record Read(Optional<ApprovalStatement> statement, SignatureCheck signature, StatementDigest digest) {}

    /** Each approval once, those in the options first. */
    List<Read> offered(PushOptions options, GitRepository repository, List<RefUpdate> updates) throws IOException {
        Map<String, Read> offered = new LinkedHashMap<>();
        for (String option : options.values(KIND)) {
            add(offered, read(option));
        }
        for (RefUpdate update : updates) {
            for (RefState ref : repository.refsUnder(REFS + update.after() + "/")) {
                if (ref.tip().isPresent()) {
                    add(offered, read(ref.tip().get()));
                }
            }
        }
        return new ArrayList<>(offered.values());
    }

    /** The approval that a blob holds. */
    Read read(ObjectId blob) {
        boolean small = store.read(blob) instanceof StoredObject.Raw raw
                && raw.type() == ObjectType.BLOB
                && raw.bytes().length <= SignedStatement.MOST_CHARACTERS;
        if (!small) {
            return read("");
        }
        byte[] bytes = store.read(blob) instanceof StoredObject.Raw raw ? raw.bytes() : new byte[0];
        return read(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private Read read(String value) {
        Optional<SignedStatement> signed = SignedStatement.parse(value);
        Optional<ApprovalStatement> statement = signed.flatMap(s -> ApprovalStatement.parse(s.statement()));
        if (signed.isEmpty() || statement.isEmpty()) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            return new Read(Optional.empty(), new SignatureCheck.Absent(), StatementDigest.of(KIND, "", bytes));
        }
        SignatureCheck check = signed.get().check(SignedStatement.APPROVAL_NAMESPACE, keys);
        String maker = check instanceof SignatureCheck.Valid valid
                ? valid.enrolled().person().value()
                : "";
        return new Read(
                statement, check, StatementDigest.of(KIND, maker, signed.get().statement()));
    }

    private static void add(Map<String, Read> offered, Read read) {
        if (offered.size() < MOST) {
            offered.putIfAbsent(read.digest().hex(), read);
        }
    }
}

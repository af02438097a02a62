package dev.refwarden.evidence;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.statement.ApprovalStatement;
import dev.refwarden.statement.SignedStatement;
import dev.refwarden.statement.StatementDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the approvals that came as push options and those that lie ready for the pushed tips. */
final class ApprovalReading {
    /** Below it lie approvals, by the tip that they approve. */
    static final String REFS = "refs/refwarden/approvals/";

    private static final String KIND = "approval";
    /** For one update so many that may count are taken, and of one person so many. */
    private static final int MOST_GOOD = 64;

    private static final int MOST_OF_ONE = 2;
    /** So many others are taken, to say why they do not count. */
    private static final int MOST_BAD = 8;

    private final String name;
    private final ObjectStore store;
    private final Keyring keys;
    private final Instant now;

    /** @param name {@code <server>/<repository name>} */
    ApprovalReading(String name, ObjectStore store, Keyring keys, Instant now) {
        this.name = name;
        this.store = store;
        this.keys = keys;
        this.now = now;
    }

    /** An approval by what it says and who signed it; absent where it is none. */
    record Read(Optional<ApprovalStatement> statement, SignatureCheck signature, StatementDigest digest) {}

    /** Each approval that may count once, those in the options first; then some that do not. */
    List<Read> offered(PushOptions options, GitRepository repository, List<RefUpdate> updates) throws IOException {
        Offered offered = new Offered(new HashSet<>(updates));
        for (String option : options.values(KIND)) {
            offered.add(option);
        }
        Set<ObjectId> tips = new LinkedHashSet<>();
        updates.forEach(update -> tips.add(update.after()));
        for (RefState ref : lyingReady(repository, tips)) {
            if (ref.tip().isPresent()) {
                offered.add(valueOf(ref.tip().get()));
            }
        }
        return offered.all();
    }

    private static List<RefState> lyingReady(GitRepository repository, Set<ObjectId> tips) throws IOException {
        List<RefState> refs = new ArrayList<>();
        if (tips.size() == 1) {
            return repository.refsUnder(REFS + tips.iterator().next() + "/");
        }
        Set<String> folders = new HashSet<>();
        tips.forEach(tip -> folders.add(tip.toString()));
        for (RefState ref : repository.refsUnder(REFS)) {
            String rest = ref.name().value().substring(REFS.length());
            if (folders.contains(rest.substring(0, Math.max(0, rest.indexOf('/'))))) {
                refs.add(ref);
            }
        }
        return refs;
    }

    /** What was offered, with no more of it looked at than can count. */
    private final class Offered {
        private final Set<RefUpdate> updates;
        private final Map<String, Read> good = new LinkedHashMap<>();
        private final Map<String, Read> bad = new LinkedHashMap<>();
        private final Map<String, Integer> ofOne = new HashMap<>();
        private final Map<RefName, Integer> ofRef = new HashMap<>();

        Offered(Set<RefUpdate> updates) {
            this.updates = updates;
        }

        private boolean isFull(ApprovalStatement statement) {
            return ofRef.getOrDefault(statement.update().ref(), 0) >= MOST_GOOD;
        }

        void add(String value) {
            Optional<SignedStatement> signed = SignedStatement.parse(value);
            Optional<ApprovalStatement> statement = signed.flatMap(s -> ApprovalStatement.parse(s.statement()));
            boolean meant = statement.filter(this::isForThis).isPresent();
            if (meant && statement.filter(this::isFull).isEmpty()) {
                add(read(value));
            } else if (!meant && bad.size() < MOST_BAD) {
                Read read = read(value);
                bad.putIfAbsent(read.digest().hex(), read);
            }
        }

        private boolean isForThis(ApprovalStatement statement) {
            return statement.repository().equals(name) && updates.contains(statement.update());
        }

        private void add(Read read) {
            ApprovalStatement statement = read.statement().orElseThrow();
            boolean timely = now.isBefore(statement.expires())
                    && !statement.expires().isAfter(now.plus(ApprovalStatement.LONGEST));
            if (!timely || !(read.signature() instanceof SignatureCheck.Valid valid)) {
                if (bad.size() < MOST_BAD) {
                    bad.putIfAbsent(read.digest().hex(), read);
                }
                return;
            }
            String one = valid.enrolled().person() + " " + statement.update().ref();
            boolean again = good.containsKey(read.digest().hex());
            if (!again && ofOne.merge(one, 1, Integer::sum) <= MOST_OF_ONE) {
                good.put(read.digest().hex(), read);
                ofRef.merge(statement.update().ref(), 1, Integer::sum);
            }
        }

        List<Read> all() {
            List<Read> all = new ArrayList<>(good.values());
            all.addAll(bad.values());
            return all;
        }
    }

    /** The approval that a blob holds. */
    Read read(ObjectId blob) {
        return read(valueOf(blob));
    }

    /** A blob as the text of an approval; empty where it is none that anybody makes. */
    private String valueOf(ObjectId blob) {
        return store.read(blob) instanceof StoredObject.Raw raw
                        && raw.type() == ObjectType.BLOB
                        && raw.bytes().length <= SignedStatement.MOST_CHARACTERS
                ? new String(raw.bytes(), StandardCharsets.ISO_8859_1)
                : "";
    }

    private Read read(String value) {
        Optional<SignedStatement> signed = SignedStatement.parse(value);
        Optional<ApprovalStatement> statement = signed.flatMap(s -> ApprovalStatement.parse(s.statement()));
        if (signed.isEmpty() || statement.isEmpty()) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            return new Read(Optional.empty(), new SignatureCheck.Absent(), StatementDigest.of(KIND, "", bytes));
        }
        SignatureCheck check = signed.get().check(Purposes.APPROVAL, keys);
        String maker = check instanceof SignatureCheck.Valid valid
                ? valid.enrolled().person().value()
                : "";
        return new Read(
                statement, check, StatementDigest.of(KIND, maker, signed.get().statement()));
    }
}

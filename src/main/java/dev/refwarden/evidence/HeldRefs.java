package dev.refwarden.evidence;

import dev.refwarden.git.Ancestors;
import dev.refwarden.git.CommitLinks;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.RefName;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.Tag;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.ledger.BaselineLine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What refs hold now, as an administrator may declare it settled: for all refs what HEAD's branch holds, the rest for its own. */
public final class HeldRefs {
    private static final List<String> USUAL = List.of("refs/heads/main", "refs/heads/master");

    private final ObjectStore objects;
    private final Map<ObjectId, CommitLinks> known = new HashMap<>();
    private final Map<ObjectId, Ancestors> histories = new HashMap<>();
    private final Ancestors ofHead;
    private final Optional<RefName> stand;

    public HeldRefs(GitRepository repository, ObjectStore objects) throws IOException {
        Optional<ObjectId> head = repository.ref(new RefName("HEAD")).tip();
        Optional<RefState> instead = head.isPresent() ? Optional.empty() : instead(repository);
        this.objects = objects;
        this.stand = instead.map(RefState::name);
        this.ofHead = new Ancestors(
                objects,
                known,
                head.or(() -> instead.flatMap(RefState::tip)).map(List::of).orElse(List.of()));
    }

    /** What is taken for HEAD's branch where that is not there: the branch of a usual name, or the only one. */
    public Optional<RefName> insteadOfHead() {
        return stand;
    }

    private static Optional<RefState> instead(GitRepository repository) throws IOException {
        List<RefState> branches = repository.refsUnder("refs/heads/");
        for (String usual : USUAL) {
            for (RefState branch : branches) {
                if (branch.name().value().equals(usual)) {
                    return Optional.of(branch);
                }
            }
        }
        return branches.size() == 1 ? Optional.of(branches.get(0)) : Optional.empty();
    }

    /** Whether a ref is at {@code tip}, or has grown out of it. */
    public boolean hold(RefState ref, ObjectId tip) {
        return ref.tip()
                .filter(at -> at.equals(tip)
                        || histories
                                .computeIfAbsent(at, id -> new Ancestors(objects, known, List.of(id)))
                                .contain(tip))
                .isPresent();
    }

    /** @param forAll whether the administrator says that it counts for every ref */
    public BaselineLine.Declared declared(RefState ref, boolean forAll) {
        ObjectId tip = ref.tip().orElseThrow();
        StoredObject object = objects.read(tip);
        while (object instanceof StoredObject.Raw raw
                && raw.type() == ObjectType.TAG
                && ParsedTag.of(raw) instanceof Tag tag) {
            object = objects.read(tag.target());
        }
        return object instanceof StoredObject.Raw raw && raw.type() == ObjectType.COMMIT
                ? new BaselineLine.Declared(
                        ref.name(),
                        tip,
                        Optional.of(raw.id()),
                        CommitLinks.of(raw).claimedTime(),
                        !forAll && !ofHead.contain(raw.id()))
                : new BaselineLine.Declared(ref.name(), tip, Optional.empty(), 0, true);
    }
}

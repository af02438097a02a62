package dev.refwarden.evidence;

import dev.refwarden.decision.RefFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.ledger.SettledHistory;
import dev.refwarden.policy.RepositoryEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How pushed refs get on with what the repository holds: whether git would refuse them later, in the order of the lines, and
 * whether a name can be taken for another.
 */
final class RefSurroundings {
    private static final Pattern ABBREVIATION = Pattern.compile("[0-9a-fA-F]{7,63}");

    private final GitRepository repository;
    private final List<RepositoryEntry> entries;
    private final List<UpdateEvidence> updates;
    private final OneApprovalEach approvals;
    private final SettledHistory settled;
    private final Deadline deadline;
    private final LaterRefusals later;
    private final Optional<Spellings> spellings;

    /** The refs as they are once the lines before are done; empty where no update needs to know. */
    private final TreeSet<String> names = new TreeSet<>();

    /** Branches that this push makes. */
    private final Set<String> coming = new HashSet<>();

    /** What the repository holds, and what the ledger knows of it. */
    record Here(GitRepository repository, RefNames refs, SettledHistory settled) {}

    RefSurroundings(
            Here here,
            List<RepositoryEntry> entries,
            List<UpdateEvidence> updates,
            OneApprovalEach approvals,
            Deadline deadline)
            throws IOException {
        this.repository = here.repository();
        this.entries = entries;
        this.updates = updates;
        this.approvals = approvals;
        this.settled = here.settled();
        this.deadline = deadline;
        this.later = new LaterRefusals(repository.receiveSettings(), repository.disk(), deadline);
        boolean spellingsAreOne = repository.disk().takesSpellingsForOne();
        boolean creates = updates.stream().anyMatch(update -> update.update().creates());
        if (creates || spellingsAreOne) {
            names.addAll(here.refs().tips().keySet());
            repository.aliases().keySet().forEach(alias -> names.add(alias.value()));
        }
        this.spellings = spellingsAreOne ? Optional.of(new Spellings(entries, names, deadline)) : Optional.empty();
        updates.stream()
                .filter(update -> !update.update().deletes())
                .forEach(update -> coming.add(update.update().ref().value()));
    }

    /** What is known of each update, in their order. */
    List<RefFacts> facts() throws IOException {
        List<RefFacts> facts = new ArrayList<>(updates.size());
        for (UpdateEvidence update : updates) {
            deadline.check();
            facts.add(of(update));
        }
        return facts;
    }

    private RefFacts of(UpdateEvidence update) throws IOException {
        RefName ref = update.update().ref();
        if (!ref.isWellFormed()) {
            return RefFacts.NOTHING;
        }
        String name = ref.value();
        List<String> forbidden = new ArrayList<>();
        later.of(update, names).ifPresent(forbidden::add);
        // A file of another spelling is found under this one as well, so that the push looks like an update.
        spellings.flatMap(known -> known.problem(name)).ifPresent(forbidden::add);
        Optional<String> namesake = Optional.empty();
        if (update.update().creates()) {
            taken(name).ifPresent(forbidden::add);
            approvals.problem(update, names).ifPresent(forbidden::add);
            namesake = namesake(name);
        }
        if (update.update().deletes()) {
            names.remove(name);
        } else if (names.add(name)) {
            spellings.ifPresent(known -> known.add(name));
        }
        return new RefFacts(forbidden, namesake, movedOn(update));
    }

    private boolean movedOn(UpdateEvidence update) throws IOException {
        ObjectId before = update.update().before();
        return !before.isNull()
                && !update.tip().equals(Optional.of(before))
                && settled.had(update.update().ref(), before);
    }

    private Optional<String> taken(String name) throws IOException {
        if (!name.startsWith("refs/heads/") && !name.startsWith("refs/tags/")) {
            return Optional.empty();
        }
        String plain = plain(name);
        if (ABBREVIATION.matcher(plain).matches() && repository.isAbbreviation(plain)) {
            return Optional.of("its name can be taken for the id of an object");
        }
        for (String remote : List.of("origin/", "upstream/")) {
            if (name.startsWith("refs/tags/" + remote) && isHere("refs/heads/" + plain.substring(remote.length()))) {
                return Optional.of("its name can be taken for a remote's branch " + plain.substring(remote.length()));
            }
        }
        return Optional.empty();
    }

    /** Whether that ref is there, or comes in a later line. */
    private boolean isHere(String name) {
        return names.contains(name) || coming.contains(name);
    }

    /** The branch of a new tag's name, or the tag of a new branch's, where a rule of weight matches either. */
    private Optional<String> namesake(String name) {
        boolean branch = name.startsWith("refs/heads/");
        if (!branch && !name.startsWith("refs/tags/")) {
            return Optional.empty();
        }
        String other = (branch ? "refs/tags/" : "refs/heads/") + plain(name);
        return isHere(other) && (isGoverned(name) || isGoverned(other)) ? Optional.of(other) : Optional.empty();
    }

    private boolean isGoverned(String name) {
        return entries.stream().flatMap(entry -> entry.rules().stream()).anyMatch(rule -> rule.governs(name));
    }

    private static String plain(String name) {
        return name.substring(name.indexOf('/', 5) + 1);
    }
}

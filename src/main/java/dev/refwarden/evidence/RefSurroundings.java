package dev.refwarden.evidence;

import dev.refwarden.decision.Advance;
import dev.refwarden.decision.RefFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.ReceiveSettings;
import dev.refwarden.object.RefName;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How pushed refs get on with what the repository holds: whether git would refuse them later, in the order of the lines, and
 * whether a name can be taken for another.
 */
final class RefSurroundings {
    private static final Pattern ABBREVIATION = Pattern.compile("[0-9a-fA-F]{7,39}");
    private static final List<String> FORBIDDEN = List.of("refs/replace/", "refs/namespaces/", "refs/refwarden/");

    private final GitRepository repository;
    private final ReceiveSettings settings;
    private final List<RepositoryEntry> entries;
    private final boolean spellingsAreOne;
    /** The refs as they are once the lines before are done. */
    private final TreeSet<String> names;

    /** Spelling folded, for disks that do not keep it apart; every folder ends in a slash. */
    private final TreeSet<String> folded = new TreeSet<>();

    RefSurroundings(GitRepository repository, List<RepositoryEntry> entries, RefNames refs) throws IOException {
        this.repository = repository;
        this.settings = repository.receiveSettings();
        this.entries = entries;
        this.names = new TreeSet<>(refs.tips().keySet());
        this.spellingsAreOne = repository.takesSpellingsForOne();
        if (spellingsAreOne) {
            names.forEach(name -> parts(name).forEach(part -> folded.add(fold(part) + "\0" + part)));
        }
    }

    /** What is known of each update, in their order. */
    List<RefFacts> of(List<UpdateEvidence> updates) throws IOException {
        List<RefFacts> facts = new ArrayList<>(updates.size());
        for (UpdateEvidence update : updates) {
            facts.add(of(update));
        }
        return facts;
    }

    private RefFacts of(UpdateEvidence update) throws IOException {
        RefName ref = update.update().ref();
        if (!ref.isWellFormed()) {
            return RefFacts.NOTHING;
        }
        List<String> forbidden = new ArrayList<>();
        later(update).ifPresent(forbidden::add);
        linked(ref).ifPresent(forbidden::add);
        // A file of another spelling is found under this one as well, so that the push looks like an update.
        spelt(ref.value()).ifPresent(forbidden::add);
        Optional<String> namesake = Optional.empty();
        if (update.update().creates()) {
            beside(ref.value()).ifPresent(forbidden::add);
            taken(ref.value()).ifPresent(forbidden::add);
            namesake = namesake(ref.value());
        }
        if (update.update().deletes()) {
            names.remove(ref.value());
        } else if (names.add(ref.value()) && spellingsAreOne) {
            parts(ref.value()).forEach(part -> folded.add(fold(part) + "\0" + part));
        }
        return new RefFacts(forbidden, namesake);
    }

    /** What receive-pack refuses by its configuration. */
    private Optional<String> later(UpdateEvidence update) {
        RefName ref = update.update().ref();
        boolean branch = ref.isUnder("refs/heads/");
        boolean checkedOut = settings.checkedOut().contains(ref.value());
        if (settings.isHidden(ref)) {
            return Optional.of("the repository hides this ref (receive.hideRefs), so git refuses the push");
        }
        if (update.update().deletes()) {
            boolean current = checkedOut || settings.head().equals(Optional.of(ref.value()));
            if (branch && settings.denyDeletes()) {
                return Optional.of("the repository denies deletions (receive.denyDeletes)");
            }
            return current && settings.denyDeleteCurrent()
                    ? Optional.of(
                            "it is the branch that HEAD names, which git does not delete (receive.denyDeleteCurrent)")
                    : Optional.empty();
        }
        if (checkedOut && settings.denyCurrentBranch()) {
            return Optional.of(
                    "the branch is checked out on the server, so git refuses the push (receive.denyCurrentBranch)");
        }
        return branch && settings.denyNonFastForwards() && update.advance() == Advance.FORCED
                ? Optional.of("the repository denies non-fast-forward pushes (receive.denyNonFastForwards)")
                : Optional.empty();
    }

    private Optional<String> linked(RefName ref) {
        try {
            return repository.isLinked(ref)
                    ? Optional.of(
                            "its file on the server is, or lies behind, a symbolic link: another ref would be written")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("its name cannot be a file here");
        }
    }

    /** A ref cannot lie below another, nor above one. */
    private Optional<String> beside(String name) {
        for (int slash = name.indexOf('/', 5); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            if (names.contains(name.substring(0, slash))) {
                return Optional.of(name.substring(0, slash) + " is a ref, so git cannot keep one below it");
            }
        }
        String below = names.ceiling(name + "/");
        return below != null && below.startsWith(name + "/")
                ? Optional.of("there are refs below it, such as " + below + ", so git cannot keep one here")
                : Optional.empty();
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
            if (name.startsWith("refs/tags/" + remote)
                    && names.contains("refs/heads/" + plain.substring(remote.length()))) {
                return Optional.of("its name can be taken for a remote's branch " + plain.substring(remote.length()));
            }
        }
        return Optional.empty();
    }

    /** On a disk that takes two spellings for one. */
    private Optional<String> spelt(String name) {
        if (!spellingsAreOne) {
            return Optional.empty();
        }
        String spelling = fold(name);
        for (String prefix : FORBIDDEN) {
            if (spelling.startsWith(prefix) && !name.startsWith(prefix)) {
                return Optional.of("this server's disk takes it for a ref under " + prefix);
            }
        }
        for (String part : parts(name)) {
            String there = folded.ceiling(fold(part) + "\0");
            while (there != null && there.startsWith(fold(part) + "\0")) {
                String other = there.substring(there.indexOf('\0') + 1);
                if (!other.equals(part)) {
                    return Optional.of("this server's disk takes " + part + " for " + other);
                }
                there = folded.higher(there);
            }
        }
        for (RepositoryEntry entry : entries) {
            for (Rule rule : entry.rules()) {
                if (!rule.refs().contain(name) && matchesFolded(rule, spelling)) {
                    return Optional.of("but for its spelling, rule \"" + rule.name() + "\" would judge it");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean matchesFolded(Rule rule, String spelling) {
        return rule.refs().match().stream().anyMatch(glob -> new Glob(fold(glob.pattern())).matches(spelling));
    }

    /** The branch of a new tag's name, or the tag of a new branch's, where a rule of weight matches either. */
    private Optional<String> namesake(String name) {
        boolean branch = name.startsWith("refs/heads/");
        if (!branch && !name.startsWith("refs/tags/")) {
            return Optional.empty();
        }
        String other = (branch ? "refs/tags/" : "refs/heads/") + plain(name);
        return names.contains(other) && (isGoverned(name) || isGoverned(other)) ? Optional.of(other) : Optional.empty();
    }

    private boolean isGoverned(String name) {
        return entries.stream().flatMap(entry -> entry.rules().stream()).anyMatch(rule -> {
            boolean weighty = rule.commits().isPresent()
                    || rule.tags().isPresent()
                    || rule.push().isPresent();
            return weighty && rule.refs().contain(name);
        });
    }

    private static String plain(String name) {
        return name.substring(name.indexOf('/', 5) + 1);
    }

    /** The name itself, and every folder above it, each ending in a slash. */
    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>(List.of(name));
        for (int slash = name.indexOf('/', 5); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            parts.add(name.substring(0, slash + 1));
        }
        return parts;
    }

    private static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}

package dev.refwarden.cli;

import dev.refwarden.doctor.Doctor;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Patterns that match nothing in the repositories at hand: often a slip of the pen, sometimes a ref yet to come. */
final class RepositoryLints {
    private static final int MOST = 2000;
    private static final Pattern RELEASE =
            Pattern.compile("refs/heads/(main|master|trunk|(release|stable|hotfix)[-/_].+)|refs/tags/v?[0-9].*");

    private final Configuration configuration;
    private final Path root;
    private final PartPlaces places;
    private final Map<String, Set<String>> refs = new LinkedHashMap<>();
    private final Set<ObjectId> vouched = new TreeSet<>();
    private final Set<ObjectId> found = new TreeSet<>();
    private boolean all = true;
    private final List<Problem> lints = new ArrayList<>();

    private RepositoryLints(Configuration configuration, Path root) {
        this.configuration = configuration;
        this.root = root;
        this.places = PartPlaces.of(configuration.folder(), Configuration.POLICY);
        configuration.policy().repositories().stream()
                .flatMap(entry -> entry.rules().stream())
                .flatMap(rule -> rule.commits().stream())
                .forEach(commits -> vouched.addAll(commits.vouched()));
    }

    /**
     * @param root below which the repositories lie
     * @throws IOException if they cannot be read
     */
    static List<Problem> of(Configuration configuration, Path root) throws IOException {
        RepositoryLints lints = new RepositoryLints(configuration, root.toRealPath());
        lints.readAll();
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            lints.look(entry);
        }
        lints.lookAtReleases();
        lints.lookAtVouched();
        return lints.lints;
    }

    private void readAll() throws IOException {
        List<Path> folders;
        try {
            folders = Doctor.repositoriesBelow(root);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        all = folders.size() <= MOST;
        for (Path folder : folders.subList(0, Math.min(MOST, folders.size()))) {
            read(folder);
        }
    }

    private void read(Path folder) throws IOException {
        String name = root.relativize(folder).toString();
        for (String ending : List.of("/.git", ".git")) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder.toRealPath()))) {
            Set<String> names = new TreeSet<>();
            for (RefState ref : repository.refs()) {
                names.add(ref.name().value());
            }
            refs.put(name, names);
            lookFor(repository);
        } catch (UnsupportedRepository e) {
            refs.put(name, Set.of());
            all = false;
        }
    }

    private void lookFor(GitRepository repository) {
        try (VerifiedObjects objects =
                repository.objects(configuration.server().limits().objectSize())) {
            for (ObjectId id : vouched) {
                if (id.format() == repository.format() && !(objects.read(id) instanceof StoredObject.Missing)) {
                    found.add(id);
                }
            }
        }
    }

    /** A commit that no one has any more, or that was never spelt right. */
    private void lookAtVouched() {
        if (!all || refs.isEmpty()) {
            return; // it may be where no one looked
        }
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            for (Rule rule : entry.rules()) {
                rule.commits().map(Rule.Commits::vouched).orElse(Set.of()).stream()
                        .filter(id -> !found.contains(id))
                        .sorted()
                        .forEach(id -> add(
                                places.ofItem(rule.place(), id.hex(), "commits", "vouched"),
                                "vouched " + id.abbreviated() + ": no repository below " + root + " has it"));
            }
        }
    }

    private void look(RepositoryEntry entry) {
        if (refs.isEmpty()) {
            return;
        }
        for (Glob glob : entry.names().match()) {
            if (isNamedByFolders() && refs.keySet().stream().noneMatch(glob::matches)) {
                add(
                        places.ofItem(entry.place(), glob.pattern(), "match"),
                        "match " + glob + ": none of the repositories below " + root);
            }
        }
        Set<String> there = new TreeSet<>();
        refs.forEach((name, names) -> {
            if (!isNamedByFolders() || entry.names().contain(name)) {
                there.addAll(names);
            }
        });
        if (there.isEmpty()) {
            return; // nothing was pushed yet, which says nothing about any pattern
        }
        for (Rule rule : entry.rules()) {
            for (Glob glob : rule.refs().match()) {
                if (there.stream().noneMatch(glob::matches)) {
                    add(
                            places.ofItem(rule.place(), glob.pattern(), "refs"),
                            "refs: " + glob + " matches no ref of the repositories below " + root);
                }
            }
        }
    }

    /** Otherwise a variable names them, and what their folders are called says nothing. */
    private boolean isNamedByFolders() {
        return configuration.server().repositoryEnvironment().isEmpty();
    }

    /** Refs that are there, look like releases and are left to anybody. */
    private void lookAtReleases() {
        if (!isNamedByFolders()) {
            return;
        }
        Map<Place, List<String>> left = new LinkedHashMap<>();
        refs.forEach((name, there) -> {
            List<RepositoryEntry> entries = configuration.policy().entriesFor(name);
            boolean allowed = !entries.isEmpty() && entries.stream().allMatch(RepositoryEntry::allowsUnmatched);
            if (allowed
                    && entries.stream().anyMatch(entry -> entry.rules().stream().anyMatch(Rule::governsRefs))) {
                Place place = places.of(entries.get(0).place(), "unmatched");
                there.stream()
                        .filter(ref -> RELEASE.matcher(ref).matches() && !isGoverned(entries, ref))
                        .forEach(ref -> left.computeIfAbsent(place, key -> new ArrayList<>())
                                .add(ref + " of " + name));
            }
        });
        left.forEach((place, releases) -> add(
                place,
                "unmatched: allow, and no rule matches " + releases.get(0)
                        + (releases.size() == 1
                                ? ""
                                : " and " + (releases.size() - 1) + " more that look like releases")
                        + ": anybody may write there"));
    }

    private static boolean isGoverned(List<RepositoryEntry> entries, String ref) {
        return entries.stream().flatMap(entry -> entry.rules().stream()).anyMatch(rule -> rule.governs(ref));
    }

    private void add(Place place, String message) {
        lints.add(new Problem(Problem.Severity.LINT, place, message));
    }
}

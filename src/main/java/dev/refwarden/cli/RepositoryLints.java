package dev.refwarden.cli;

import dev.refwarden.doctor.Doctor;
import dev.refwarden.git.GitEnvironment;
import dev.refwarden.git.GitRepository;
import dev.refwarden.git.RefState;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Place;
import dev.refwarden.policy.Problem;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Patterns that match nothing in the repositories at hand: often a slip of the pen, sometimes a ref yet to come. */
final class RepositoryLints {
    private final Path root;
    private final Map<String, Set<String>> refs = new LinkedHashMap<>();
    private final List<Problem> lints = new ArrayList<>();

    private RepositoryLints(Path root) {
        this.root = root;
    }

    /** @param root below which the repositories lie */
    static List<Problem> of(Configuration configuration, Path root) throws IOException {
        RepositoryLints lints = new RepositoryLints(root.toRealPath());
        for (Path folder : Doctor.repositoriesBelow(root)) {
            lints.read(folder.toRealPath());
        }
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            lints.look(entry);
        }
        return lints.lints;
    }

    private void read(Path folder) throws IOException {
        String name = root.relativize(folder).toString();
        for (String ending : List.of("/.git", ".git")) {
            name = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        }
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder))) {
            Set<String> names = new TreeSet<>();
            for (RefState ref : repository.refs()) {
                names.add(ref.name().value());
            }
            refs.put(name, names);
        } catch (UnsupportedRepository e) {
            refs.put(name, Set.of());
        }
    }

    private void look(RepositoryEntry entry) {
        for (Glob glob : entry.names().match()) {
            if (refs.keySet().stream().noneMatch(glob::matches)) {
                add(entry.place(), "match " + glob + ": none of the " + refs.size() + " repositories below " + root);
            }
        }
        for (Rule rule : entry.rules()) {
            for (Glob glob : rule.refs().match()) {
                boolean any = refs.entrySet().stream()
                        .filter(repository -> entry.names().contain(repository.getKey()))
                        .anyMatch(repository -> repository.getValue().stream().anyMatch(glob::matches));
                if (!any) {
                    add(rule.place(), "refs: " + glob + " matches no ref of the repositories below " + root);
                }
            }
        }
    }

    private void add(Place place, String message) {
        lints.add(new Problem(Problem.Severity.LINT, place, message));
    }
}

package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs every check. */
public final class Doctor {
    private final Installation installation;
    private final List<Checked> found;

    /**
     * Looks at the installation.
     *
     * @param version of this program, as {@code --version} prints it
     * @param everywhere a folder of hooks that the server itself runs in every repository, as GitLab's does
     */
    public Doctor(Path config, Path state, String version, Optional<Path> everywhere, Instant now) throws IOException {
        this.installation = new Installation(config, state, version, everywhere);
        this.found = new ArrayList<>(new InstallationChecks(config, state, now).run());
    }

    /** What was found so far. */
    public List<Checked> found() {
        return List.copyOf(found);
    }

    /** Looks at one repository, and pushes to it. */
    public void look(Path repository) throws IOException {
        found.addAll(new RepositoryChecks(repository, installation).run());
    }

    /** Takes note of what was looked at elsewhere. */
    public void add(List<Checked> checked) {
        found.addAll(checked);
    }

    /** Every repository below a folder, as far as it can be looked into. */
    public static List<Path> repositoriesBelow(Path folder) throws IOException {
        return RepositorySearch.below(folder).found();
    }

    /** Looks at every repository below the folders. */
    public Survey survey(List<Path> folders, Survey.Pushes pushes) throws IOException {
        List<Path> repositories = new ArrayList<>();
        for (Path folder : folders) {
            RepositorySearch search = RepositorySearch.below(folder);
            found.addAll(search.troubles());
            repositories.addAll(search.found());
            if (search.found().isEmpty()) {
                found.add(
                        Checked.fail("", "there is no repository below " + folder, "name the folder that holds them"));
            }
        }
        return Survey.of(repositories, installation, pushes);
    }
}

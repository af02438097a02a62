package dev.refwarden.policy.lint;

import dev.refwarden.policy.Capabilities;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PartPlaces;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is legal in a configuration but hardly meant, or true today and not for long. Looked for when someone asks,
 * never at a push.
 */
public final class Lints {
    private final List<Problem> found = new ArrayList<>();

    private Lints() {}

    /** In the order of files and lines; empty for a configuration that leaves nothing to say. */
    public static List<Problem> of(Configuration configuration, Instant now) {
        Lints lints = new Lints();
        PartPlaces places = PartPlaces.of(configuration.folder(), Configuration.POLICY);
        new ServerLints(configuration, lints).look();
        new PolicyLints(
                        configuration.policy(),
                        places,
                        new Capabilities(configuration.policy().people(), now),
                        lints,
                        now)
                .look();
        new PersonLints(configuration, lints, now).look();
        return Problem.inOrder(lints.found);
    }

    void add(Place place, String message) {
        found.add(new Problem(Problem.Severity.LINT, place, message));
    }
}

package dev.refwarden.policy.tests;

import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import dev.refwarden.policy.yaml.YamlReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The cases by which a policy is tried: {@code tests.yaml} next to it. */
public final class PolicyCases {
    /** Where they stand. */
    public static final String FILE = "tests.yaml";

    private PolicyCases() {}

    /**
     * Reads the cases; none where there is no such file.
     *
     * @param codes every code that a finding can have
     * @throws PolicyProblems with everything that is wrong in it
     */
    public static List<PolicyCase> load(Configuration configuration, Set<String> codes) throws PolicyProblems {
        if (!Files.exists(configuration.folder().resolve(FILE))) {
            return List.of();
        }
        Problems problems = new Problems();
        Optional<byte[]> bytes = ConfigFolder.open(configuration.folder()).read(FILE, Place.of(FILE), problems);
        Optional<Yaml> yaml = bytes.isEmpty() ? Optional.empty() : YamlReader.read(FILE, bytes.get(), problems);
        Optional<Section> file = yaml.isEmpty() ? Optional.empty() : Section.of(yaml.get(), "this file", problems);
        List<PolicyCase> cases = file.isEmpty()
                ? List.of()
                : new CasesReader(configuration.policy().people(), codes, problems).read(file.get());
        problems.refuseAny();
        return cases;
    }
}

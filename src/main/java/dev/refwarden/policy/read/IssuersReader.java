package dev.refwarden.policy.read;

import dev.refwarden.policy.Issuer;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code authorities/issuers.yaml}. */
final class IssuersReader {
    static final String FILE = "authorities/issuers.yaml";

    private static final List<String> NAMES =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    /** Signatures by public keys alone: whoever may check a token must not be able to make one. */
    private static final Words<String> ALGORITHMS = new Words<>(NAMES, NAMES);

    private final ConfigFolder folder;
    private final Problems problems;

    IssuersReader(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Issuer> read(Yaml file) {
        List<Issuer> issuers = new ArrayList<>();
        if (!(file instanceof Yaml.Sequence list)) {
            new Scalars(problems).expected("this file", "a list", file);
            return issuers;
        }
        List<String> names = new ArrayList<>();
        for (Yaml item : list.items()) {
            Optional<Section> section = Section.of(item, "an issuer", problems);
            if (section.isEmpty()) {
                continue;
            }
            Optional<Issuer> issuer = read(section.get());
            if (issuer.isPresent()) {
                if (names.contains(issuer.get().issuer())) {
                    problems.add(item.place(), DisplayText.quoted(issuer.get().issuer()) + " appears twice");
                }
                names.add(issuer.get().issuer());
                issuers.add(issuer.get());
            }
        }
        return issuers;
    }

    private Optional<Issuer> read(Section section) {
        Optional<String> name = section.require("issuer").text("issuer");
        Optional<String> keys = section.require("keys").text("keys");
        String algorithm = section.require("algorithm").word("algorithm", ALGORITHMS, "");
        Optional<Section> require = section.require("require").section("require");
        List<String> methods = List.of();
        Optional<String> context = Optional.empty();
        if (require.isPresent()) {
            methods = require.get().texts("amr", require.get().filledList("amr"));
            context = require.get().text("acr");
            if (methods.isEmpty() && context.isEmpty()) {
                problems.add(
                        require.get().place(), "require needs amr or acr: a token must say how its owner was there");
            }
            require.get().end();
        }
        section.end();
        Optional<byte[]> set =
                keys.isEmpty() ? Optional.empty() : folder.read(keys.get(), section.place("keys"), problems);
        return name.isPresent() && set.isPresent() && !algorithm.isEmpty()
                ? Optional.of(new Issuer(name.get(), set.get(), algorithm, methods, context))
                : Optional.empty();
    }
}

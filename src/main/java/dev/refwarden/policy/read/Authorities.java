package dev.refwarden.policy.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.Malformed;
import dev.refwarden.format.ssh.SshKeyFile;
import dev.refwarden.format.x509.Authority;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads authorities' certificates and revocation lists, each set of files once however many people name it. */
final class Authorities {
    private final ConfigFolder folder;
    private final Problems problems;
    private final Map<List<String>, Optional<Authority>> known = new HashMap<>();

    Authorities(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** @param lists paths of files with revocation lists */
    Optional<Authority> read(String file, Place place, List<Yaml> lists) {
        Scalars scalars = new Scalars(problems);
        List<String> files = new ArrayList<>(List.of(file));
        for (Yaml list : lists) {
            scalars.text("crls", list).ifPresent(files::add);
        }
        return known.computeIfAbsent(files, names -> read(names, place));
    }

    private Optional<Authority> read(List<String> files, Place place) {
        List<byte[]> contents = new ArrayList<>();
        for (String file : files) {
            Optional<byte[]> content = folder.read(file, place, problems);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            if (SshKeyFile.holdsPrivateKey(new String(content.get(), ISO_8859_1))) {
                problems.add(
                        place,
                        file
                                + " is a PRIVATE key: remove it everywhere, trust it no more, and enrol the public half of a new one");
                return Optional.empty();
            }
            contents.add(content.get());
        }
        try {
            return Optional.of(Authority.read(contents.get(0), contents.subList(1, contents.size())));
        } catch (Malformed e) {
            problems.add(place, String.join(", ", files) + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}

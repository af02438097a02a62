package dev.refwarden.policy.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the parts of one file stand. The file is read once more, for people who ask; no push waits for that. Where it
 * has changed meanwhile, the nearest part around is named.
 */
public final class PartPlaces {
    private final Place file;
    private final Map<Place, Yaml.Mapping> mappings = new HashMap<>();
    private Optional<Place> root = Optional.empty();

    private PartPlaces(String file) {
        this.file = Place.of(file);
    }

    /** @param name of the file within the configuration's folder */
    public static PartPlaces of(Path folder, String name) {
        PartPlaces places = new PartPlaces(name);
        try {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            YamlReader.read(name, bytes, new Problems()).ifPresent(yaml -> {
                places.root = Optional.of(yaml.place());
                places.take(yaml);
            });
        } catch (IOException e) {
            // Then nothing but the file as a whole can be named.
        }
        return places;
    }

    private void take(Yaml node) {
        if (node instanceof Yaml.Mapping mapping) {
            mappings.put(mapping.place(), mapping);
            mapping.entries().forEach(entry -> take(entry.value()));
        } else if (node instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(this::take);
        }
    }

    /** Where the last of these keys is, each within the one before, from the top of the file on. */
    public Place ofFile(String... keys) {
        return root.map(top -> find(top, keys).orElse(top)).orElse(file);
    }

    /** The same within the mapping that is at {@code whole}; that place where there is no such key. */
    public Place of(Place whole, String... keys) {
        return find(whole, keys).orElse(whole);
    }

    /** The same; nothing where the last key is absent, so that its default holds. */
    public Optional<Place> find(Place whole, String... keys) {
        Optional<Place> found = Optional.empty();
        Optional<Yaml> part = Optional.ofNullable(mappings.get(whole));
        for (String key : keys) {
            Optional<Yaml.Entry> entry = part.flatMap(around -> entry(around, key));
            found = entry.map(inner -> inner.key().place());
            part = entry.map(Yaml.Entry::value);
        }
        return found;
    }

    /** Where this text is in the list that the last of these keys holds. */
    public Place ofItem(Place whole, String text, String... keys) {
        Optional<Yaml> part = Optional.ofNullable(mappings.get(whole));
        for (String key : keys) {
            part = part.flatMap(around -> entry(around, key)).map(Yaml.Entry::value);
        }
        if (part.isPresent() && part.get() instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                if (item instanceof Yaml.Scalar scalar && scalar.value().equals(text)) {
                    return scalar.place();
                }
            }
        }
        return of(whole, keys);
    }

    /** Where the mapping is that has {@code text} under {@code key}, in the list that is at the top of the file. */
    public Place ofItem(String list, String key, String text) {
        Optional<Yaml> items = root.flatMap(top -> Optional.ofNullable(mappings.get(top)))
                .flatMap(top -> entry(top, list))
                .map(Yaml.Entry::value);
        if (items.isPresent() && items.get() instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                Optional<Yaml> value = entry(item, key).map(Yaml.Entry::value);
                if (value.isPresent()
                        && value.get() instanceof Yaml.Scalar scalar
                        && scalar.value().equals(text)) {
                    return item.place();
                }
            }
        }
        return ofFile(list);
    }

    private static Optional<Yaml.Entry> entry(Yaml node, String key) {
        return node instanceof Yaml.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().value().equals(key))
                        .findFirst()
                : Optional.empty();
    }
}

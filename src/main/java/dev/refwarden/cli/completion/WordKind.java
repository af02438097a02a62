package dev.refwarden.cli.completion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may be typed as a value: names that the program knows, files, or anything. The label in a command's help says which. */
public enum WordKind {
    CASE("CASE"),
    PERSON("PERSON"),
    KEY("KEY"),
    REPOSITORY("REPOSITORY"),
    CODE("CODE"),
    /** Of a filter, such as {@code person:alice}. */
    WORD("WORD"),
    DIRECTORY("DIR", "GITDIR", "OLD", "NEW"),
    FILE("FILE");

    private static final String ANYTHING = "none";
    private static final Set<WordKind> OF_THE_SHELL = Set.of(DIRECTORY, FILE);

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that nothing changes.
    private final List<String> labels;

    WordKind(String... labels) {
        this.labels = List.of(labels);
    }

    /** As scripts name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of these kinds only the program knows the names. */
    public static Optional<WordKind> asked(String word) {
        for (WordKind kind : values()) {
            if (kind.word().equals(word) && !OF_THE_SHELL.contains(kind)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /**
     * What scripts complete under this label: the words of kinds, joined by {@code +}; the words themselves, where the label
     * lists them as in {@code mistake|attack}; or {@code none}.
     */
    static String under(String label) {
        if (label.indexOf('|') > 0) {
            return label;
        }
        List<String> kinds = List.of(label.replaceAll("[\\[\\]]", "").split(" ", -1)).stream()
                .flatMap(one -> List.of(values()).stream().filter(kind -> kind.labels.contains(one)))
                .map(WordKind::word)
                .toList();
        return kinds.isEmpty() ? ANYTHING : String.join("+", kinds);
    }
}

package dev.refwarden.policy.read;

import dev.refwarden.format.KeyEntry;
import dev.refwarden.format.KeyFields;
import dev.refwarden.format.PrivateKeys;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The key of one entry in a people file, as it is behind the name of its format. */
final class YamlKeyEntry implements KeyEntry {
    private final String format;
    private final Yaml value;
    private final Optional<Duration> judgedWithin;
    private final Owners.Claim claim;
    private final Sources sources;

    /** What all entries are read from, and reported to. */
    record Sources(ConfigFolder folder, Owners owners, Problems problems) {}

    YamlKeyEntry(String format, Yaml value, Optional<Duration> judgedWithin, Owners.Claim claim, Sources sources) {
        this.format = format;
        this.value = value;
        this.judgedWithin = judgedWithin;
        this.claim = claim;
        this.sources = sources;
    }

    @Override
    public Optional<String> text() {
        if (value instanceof Yaml.Scalar scalar && PrivateKeys.isIn(scalar.value())) {
            reportPrivate("this", value.place());
            return Optional.empty();
        }
        if (value instanceof Yaml.Scalar scalar && scalar.value().startsWith("-----BEGIN")) {
            problem(format + ": expected the path of a file, found the content of one");
            return Optional.empty();
        }
        return new Scalars(sources.problems).text(format, value);
    }

    @Override
    public Optional<KeyFields> fields() {
        return Section.of(value, format, sources.problems).map(Fields::new);
    }

    @Override
    public Optional<Duration> judgedWithin() {
        return judgedWithin;
    }

    @Override
    public Optional<byte[]> file(String path) {
        return file(path, value.place());
    }

    private Optional<byte[]> file(String path, Place place) {
        Optional<byte[]> file = sources.folder.read(path, place, sources.problems);
        if (file.isPresent() && PrivateKeys.isIn(file.get())) {
            reportPrivate(path, place);
            return Optional.empty();
        }
        return file;
    }

    private void reportPrivate(String what, Place place) {
        sources.problems.add(
                place,
                what
                        + " is a PRIVATE key: remove it everywhere, trust it no more, and enrol the public half of a new one");
    }

    @Override
    public void problem(String words) {
        sources.problems.add(value.place(), words);
    }

    @Override
    public void unusable(String source, UnusableKey reason) {
        problem(source + DisplayText.escaped(String.valueOf(reason.getMessage())));
    }

    @Override
    public boolean claim(String kind, Object thing, Supplier<String> what) {
        return sources.owners.claim(kind, thing, claim, what);
    }

    @Override
    public boolean claimOnce(String kind, Object thing, Supplier<String> what) {
        return sources.owners.claimOnce(kind, thing, claim, what);
    }

    @Override
    public void belongsTo(KeyEntry first, String what) {
        if (first instanceof YamlKeyEntry entry) {
            sources.owners.report(what, entry.claim, claim);
        }
    }

    /** The fields of a value that is a mapping. */
    private final class Fields implements KeyFields {
        private final Section section;

        Fields(Section section) {
            this.section = section;
        }

        @Override
        public boolean has(String field) {
            return section.has(field);
        }

        @Override
        public Optional<String> text(String field) {
            return section.text(field);
        }

        @Override
        public Optional<String> requiredText(String field) {
            return section.require(field).text(field);
        }

        @Override
        public List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            for (Yaml item : section.list(field)) {
                new Scalars(sources.problems).text(field, item).ifPresent(texts::add);
            }
            return texts;
        }

        @Override
        public Optional<byte[]> file(String field, String path) {
            return YamlKeyEntry.this.file(path, section.place(field));
        }

        @Override
        public void problem(String field, String words) {
            sources.problems.add(section.place(field), words);
        }

        @Override
        public void refuse(String field, String text, String why) {
            problem(field, DisplayText.quoted(text) + " " + why);
        }

        @Override
        public void end() {
            section.end();
        }
    }
}

package dev.refwarden.policy.yaml;

import java.util.List;

/** A piece of YAML and where it is. That it was read proves only that the file is well-formed. */
public sealed interface Yaml {
    Place place();

    /** What it is, in words for a message. */
    String kind();

    /**
     * Text as it was written; whether it means a number, a time or a name is for its reader to say.
     *
     * @param quoted whether it stood in quotes or as a block, and so is text and nothing else
     */
    record Scalar(String value, boolean quoted, Place place) implements Yaml {
        /** Whether nothing was written, or one of YAML's words for nothing. */
        boolean isNothing() {
            return !quoted && (value.isEmpty() || value.equals("~") || value.equalsIgnoreCase("null"));
        }

        @Override
        public String kind() {
            return isNothing() ? "nothing" : "text";
        }
    }

    record Sequence(List<Yaml> items, Place place) implements Yaml {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** @param entries in the order of the file, each key once */
    record Mapping(List<Entry> entries, Place place) implements Yaml {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, Yaml value) {}

    /** Something that cannot stand here at all; it has been reported, so nothing more is said of it. */
    record Refused(Place place) implements Yaml {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}

package dev.refwarden.policy.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** What the YAML parser stumbled over, in the words of someone who edits the file. */
final class YamlFault {
    private static final String NEEDS_QUOTES = "text that begins with ";

    private YamlFault() {}

    static void report(String file, String text, YAMLException fault, Problems problems) {
        if (fault instanceof MarkedYAMLException marked) {
            problems.add(place(file, marked), words(marked));
        } else if (fault instanceof ReaderException) {
            problems.add(firstUnprintable(file, text), "a character that YAML does not allow");
        } else {
            problems.add(Place.of(file), "not YAML: " + DisplayText.escaped(String.valueOf(fault.getMessage())));
        }
    }

    private static Place place(String file, MarkedYAMLException fault) {
        Mark mark = isAlias(fault) ? fault.getContextMark() : fault.getProblemMark();
        return mark == null ? Place.of(file) : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String words(MarkedYAMLException fault) {
        if (isAlias(fault)) {
            return NEEDS_QUOTES + "* needs quotes";
        }
        String problem = String.valueOf(fault.getProblem());
        if (problem.startsWith("found character") && problem.contains("cannot start any token")) {
            int c = at(fault.getProblemMark());
            return c == '\t'
                    ? "a tab where YAML allows only spaces"
                    : NEEDS_QUOTES + Character.toString(c) + " needs quotes";
        }
        return "not YAML: " + DisplayText.escaped(problem);
    }

    /** A glob without quotes, most likely. */
    private static boolean isAlias(MarkedYAMLException fault) {
        return "while scanning an alias".equals(fault.getContext()) && fault.getContextMark() != null;
    }

    private static int at(Mark mark) {
        return mark.getPointer() < mark.getBuffer().length ? mark.getBuffer()[mark.getPointer()] : ' ';
    }

    private static Place firstUnprintable(String file, String text) {
        int i = 0;
        while (i < text.length() && StreamReader.isPrintable(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return Utf8Text.placeAfter(file, text.substring(0, i));
    }
}

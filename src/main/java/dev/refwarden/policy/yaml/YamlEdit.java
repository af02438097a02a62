package dev.refwarden.policy.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The text of a YAML file that is changed in place: text is put in or replaced where the parser says that a
 * value is, and everything else, comments, order, quotes and line ends, stays to the byte. What came
 * out is read back, and must say what was asked for and what it said before, and nothing else.
 */
public final class YamlEdit {
    private static final String BOM = "\ufeff";

    private final String bom;
    private final String lineEnd;
    private String text;

    private YamlEdit(String text) {
        this.bom = text.startsWith(BOM) ? BOM : "";
        this.text = text.substring(bom.length());
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** @param text of a file that can be used as it is */
    public static YamlEdit of(String text) {
        return new YamlEdit(text);
    }

    /** As it is now. */
    public String text() {
        return bom + text;
    }

    /**
     * Sets a field of the file's own mapping.
     *
     * @throws IllegalArgumentException if that cannot be done without harm
     */
    public void setTop(String field, String value) {
        Map<String, Object> expected = new LinkedHashMap<>(modelOf(root()));
        expected.put(field, value);
        set(root(), field, value);
        check(expected);
    }

    /**
     * Sets a field of the item in a list whose {@code key} is {@code id}.
     *
     * @throws IllegalArgumentException if there is none, or that cannot be done without harm
     */
    public void setInItem(String list, String key, String id, String field, String value) {
        List<Object> items = new ArrayList<>();
        Optional<MappingNode> found = Optional.empty();
        for (Node item : items(list)) {
            Object model = model(item);
            if (item instanceof MappingNode mapping
                    && modelOf(mapping).getOrDefault(key, "").equals(id)) {
                found = Optional.of(mapping);
                Map<String, Object> changed = new LinkedHashMap<>(modelOf(mapping));
                changed.put(field, value);
                model = changed;
            }
            items.add(model);
        }
        Map<String, Object> expected = new LinkedHashMap<>(modelOf(root()));
        expected.put(list, items);
        set(found.orElseThrow(YamlEdit::beyond), field, value);
        check(expected);
    }

    /**
     * Adds an item to a list of the file's own mapping, which is begun where it is not there.
     *
     * @param lines the fields of the item, each in one line
     * @throws IllegalArgumentException if that cannot be done without harm
     */
    public void addItem(String list, List<String> lines) {
        List<Object> items = new ArrayList<>();
        items(list).forEach(item -> items.add(model(item)));
        items.add(model(compose(String.join("\n", lines))));
        Map<String, Object> expected = new LinkedHashMap<>(modelOf(root()));
        expected.put(list, items);
        add(list, lines);
        check(expected);
    }

    private void set(MappingNode mapping, String field, String value) {
        Optional<Node> present = value(mapping, field);
        if (present.isPresent()) {
            replace(present.get(), value);
        } else if (isFlow(mapping)) {
            int at = mapping.getValue().isEmpty() ? start(mapping) + 1 : end(mapping);
            insert(at, (mapping.getValue().isEmpty() ? "" : ", ") + field + ": " + value);
        } else {
            insertLines(end(mapping), List.of(" ".repeat(column(firstKey(mapping))) + field + ": " + value));
        }
    }

    private void replace(Node present, String value) {
        boolean empty = start(present) == offset(present.getEndMark().getIndex());
        insertInstead(start(present), offset(present.getEndMark().getIndex()), (empty ? " " : "") + value);
    }

    private void add(String list, List<String> lines) {
        String inFlow = "{" + String.join(", ", lines) + "}";
        MappingNode root = root();
        Optional<Node> present = value(root, list);
        if (present.isEmpty()) {
            if (isFlow(root)) {
                insert(end(root), (root.getValue().isEmpty() ? "" : ", ") + list + ": [" + inFlow + "]");
            } else {
                insertLines(end(root), block(" ".repeat(column(firstKey(root))) + list + ":", 2, lines));
            }
        } else if (present.get() instanceof SequenceNode sequence
                && !sequence.getValue().isEmpty()) {
            if (sequence.getFlowStyle() == FlowStyle.FLOW) {
                insert(end(sequence), ", " + inFlow);
            } else {
                insertLines(end(sequence), block("", column(sequence), lines));
            }
        } else if (isFlow(root)) {
            replace(present.get(), "[" + inFlow + "]");
        } else {
            int after = start(present.get());
            int blanks = after - 1;
            while (text.charAt(blanks) == ' ') {
                blanks--;
            }
            insertInstead(blanks + 1, offset(present.get().getEndMark().getIndex()), "");
            insertLines(blanks + 1, block("", column(firstKey(root)) + 2, lines));
        }
    }

    /** The lines of an item, behind a line of its own where that is not empty. */
    private static List<String> block(String before, int indent, List<String> lines) {
        List<String> block = new ArrayList<>();
        if (!before.isEmpty()) {
            block.add(before);
        }
        for (int i = 0; i < lines.size(); i++) {
            block.add(" ".repeat(indent) + (i == 0 ? "- " : "  ") + lines.get(i));
        }
        return block;
    }

    /** Puts whole lines behind the one in which {@code end} lies. */
    private void insertLines(int end, List<String> lines) {
        int lineFeed = text.indexOf('\n', end);
        int at = lineFeed < 0 ? text.length() : lineFeed + 1;
        String before = lineFeed < 0 ? lineEnd : "";
        insert(at, before + String.join(lineEnd, lines) + lineEnd);
    }

    private void insert(int at, String more) {
        insertInstead(at, at, more);
    }

    private void insertInstead(int from, int to, String more) {
        text = text.substring(0, from) + more + text.substring(to);
    }

    private void check(Map<String, Object> expected) {
        Object now;
        try {
            now = model(root());
        } catch (YAMLException e) {
            throw beyond();
        }
        if (!now.equals(expected)) {
            throw beyond();
        }
    }

    private static IllegalArgumentException beyond() {
        return new IllegalArgumentException(
                "the file is laid out in a way that this command cannot change without harm; change it by hand");
    }

    private MappingNode root() {
        if (compose(text) instanceof MappingNode mapping) {
            return mapping;
        }
        throw beyond();
    }

    private static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(ConfigFolder.MAX_FILE);
        return Objects.requireNonNull(
                new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode());
    }

    private List<Node> items(String list) {
        return value(root(), list).orElse(null) instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    private static Optional<Node> value(MappingNode mapping, String field) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(field)) {
                return Optional.of(tuple.getValueNode());
            }
        }
        return Optional.empty();
    }

    private static boolean isFlow(MappingNode mapping) {
        return mapping.getFlowStyle() == FlowStyle.FLOW;
    }

    private static Node firstKey(MappingNode mapping) {
        return mapping.getValue().get(0).getKeyNode();
    }

    private static int column(Node node) {
        return node.getStartMark().getColumn();
    }

    private int start(Node node) {
        return offset(node.getStartMark().getIndex());
    }

    /** Where the last that is said within a node ends; the parser ends blocks only where the next thing begins. */
    private int end(Node node) {
        int end = offset(node.getEndMark().getIndex());
        if (node instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            NodeTuple last = mapping.getValue().get(mapping.getValue().size() - 1);
            end = last(last.getValueNode());
        } else if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            end = last(sequence.getValue().get(sequence.getValue().size() - 1));
        }
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private int last(Node node) {
        boolean bracketed = (node instanceof MappingNode mapping && isFlow(mapping))
                || (node instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.FLOW);
        return bracketed ? offset(node.getEndMark().getIndex()) : end(node);
    }

    /** The parser counts code points. */
    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private static Map<String, Object> modelOf(MappingNode mapping) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(String.valueOf(model(tuple.getKeyNode())), model(tuple.getValueNode()));
        }
        return fields;
    }

    private static Object model(Node node) {
        if (node instanceof MappingNode mapping) {
            return modelOf(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(model(item)));
            return items;
        }
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}

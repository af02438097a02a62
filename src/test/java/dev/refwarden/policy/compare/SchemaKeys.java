package dev.refwarden.policy.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The keys that a schema knows, each by the part of the file that it is in: {@code policy commits.scope}. */
final class SchemaKeys {
    private final String schema;
    private final JsonNode root;
    private final List<String> keys = new ArrayList<>();

    private SchemaKeys(String schema, JsonNode root) {
        this.schema = schema;
        this.root = root;
    }

    /** Those that hold a value, not a part with keys of its own. */
    static List<String> of(String schema) throws IOException {
        Path file = Path.of("src/main/resources/dev/refwarden/policy/" + schema + ".schema.json");
        SchemaKeys found = new SchemaKeys(schema, new ObjectMapper().readTree(file.toFile()));
        found.walk(found.root, "");
        for (Map.Entry<String, JsonNode> definition :
                found.root.path("definitions").properties()) {
            found.walk(definition.getValue(), definition.getKey());
        }
        return found.keys;
    }

    private void walk(JsonNode part, String at) {
        if (part.has("items")) {
            walk(part.get("items"), at);
        }
        for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
            String name = at.isEmpty() ? property.getKey() : at + "." + property.getKey();
            JsonNode inner = property.getValue();
            if (inner.has("properties") || inner.path("items").has("properties")) {
                walk(inner, name);
            } else if (!isPart(inner) && !isPart(inner.path("items"))) {
                keys.add(schema + " " + name);
            }
        }
    }

    private boolean isPart(JsonNode reference) {
        String target = reference.path("$ref").asText("").replace("#/definitions/", "");
        return root.path("definitions").path(target).has("properties");
    }
}

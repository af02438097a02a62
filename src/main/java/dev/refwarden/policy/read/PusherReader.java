package dev.refwarden.policy.read;

import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the part of {@code server.yaml} that says where the Git server names the pusher. */
final class PusherReader {
    private final Problems problems;

    PusherReader(Problems problems) {
        this.problems = problems;
    }

    Server.PusherSource read(Section pusher) {
        Optional<String> variable = pusher.require("environment").text("environment");
        if (variable.isPresent()) {
            checkVariable(variable.get(), pusher.place("environment"));
        }
        Optional<Section> unless = pusher.section("unless");
        Optional<String> otherwise = Optional.empty();
        Map<String, List<String>> wanted = Map.of();
        if (unless.isPresent()) {
            otherwise = unless.get().text("otherwise");
            checkTemplate(otherwise.orElse(""), unless.get().place("otherwise"));
            wanted = wanted(unless.get());
        }
        pusher.end();
        return new Server.PusherSource(variable.orElse(""), wanted, otherwise);
    }

    /** Variables and the values that each may hold. */
    private Map<String, List<String>> wanted(Section unless) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        Scalars scalars = new Scalars(problems);
        for (Yaml.Entry entry : unless.entries()) {
            Yaml.Scalar key = entry.key();
            if (key.value().equals("otherwise")) {
                continue;
            }
            checkVariable(key.value(), key.place());
            List<String> values = new ArrayList<>();
            for (Yaml item : unless.filledList(key.value())) {
                Optional<String> value = scalars.line(key.value(), item);
                if (value.isPresent()) {
                    values.add(value.get());
                }
            }
            wanted.put(key.value(), List.copyOf(values));
        }
        if (wanted.isEmpty()) {
            problems.add(unless.place(), "unless names no variable");
        }
        return wanted;
    }

    void checkVariable(String name, Place place) {
        if (!isVariable(name)) {
            problems.add(place, DisplayText.quoted(name) + " is not a name of an environment variable");
        }
    }

    /** Every brace must open or close the name of a variable. */
    private void checkTemplate(String template, Place place) {
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int stray = template.indexOf('}', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (open < 0 && stray < 0) {
                return;
            }
            if (open < 0 || stray < open || close < 0 || !isVariable(template.substring(open + 1, close))) {
                problems.add(
                        place,
                        "otherwise: expected text with {VARIABLE} in braces, found " + DisplayText.quoted(template));
                return;
            }
            at = close + 1;
        }
    }

    private static boolean isVariable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}

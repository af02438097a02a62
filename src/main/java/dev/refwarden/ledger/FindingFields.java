package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a line of the log says of findings: every code with its count, gravest first, and the findings themselves; where
 * not all are listed, one of each code before any others.
 */
record FindingFields(Verdict verdict, int lists) {
    /** A finding, and whether it only warned. */
    private record Marked(Finding finding, boolean observed) {}

    void writeTo(JsonGenerator json) throws IOException {
        List<Marked> all = all();
        if (all.isEmpty()) {
            return;
        }
        writeCodes(json, all);
        json.writeArrayFieldStart("findings");
        for (Marked marked : all.size() > lists ? chosen(all) : all) {
            write(json, marked);
        }
        json.writeEndArray();
        if (all.size() > lists) {
            json.writeNumberField("findingCount", all.size());
        }
    }

    private List<Marked> all() {
        List<Marked> all = new ArrayList<>();
        if (verdict instanceof Verdict.Refused refused) {
            refused.refusing().forEach(finding -> all.add(new Marked(finding, false)));
            refused.observed().forEach(finding -> all.add(new Marked(finding, true)));
        } else {
            verdict.findings().forEach(finding -> all.add(new Marked(finding, true)));
        }
        return all;
    }

    private static void writeCodes(JsonGenerator json, List<Marked> all) throws IOException {
        json.writeArrayFieldStart("codes");
        for (boolean observed : new boolean[] {false, true}) {
            Map<Code, Integer> counts = new TreeMap<>(Code.GRAVEST_FIRST);
            for (Marked marked : all) {
                if (marked.observed() == observed) {
                    counts.merge(marked.finding().code(), 1, Integer::sum);
                }
            }
            for (Map.Entry<Code, Integer> count : counts.entrySet()) {
                json.writeStartObject();
                json.writeStringField("code", count.getKey().word());
                json.writeNumberField("count", count.getValue());
                if (observed) {
                    json.writeBooleanField("observed", true);
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** One of each code, gravest first, however few are asked for; then as many others as there is room for. */
    private List<Marked> chosen(List<Marked> all) {
        List<Marked> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(marked -> marked.finding().code(), Code.GRAVEST_FIRST));
        Set<Code> seen = EnumSet.noneOf(Code.class);
        List<Marked> first = new ArrayList<>();
        List<Marked> others = new ArrayList<>();
        for (Marked marked : sorted) {
            (seen.add(marked.finding().code()) ? first : others).add(marked);
        }
        first.addAll(others.subList(0, Math.max(0, Math.min(others.size(), lists - first.size()))));
        return first;
    }

    private static void write(JsonGenerator json, Marked marked) throws IOException {
        Finding finding = marked.finding();
        json.writeStartObject();
        json.writeStringField("code", finding.code().word());
        if (finding.rule().isPresent()) {
            json.writeStringField("rule", finding.rule().get());
        }
        if (finding.ref().isPresent()) {
            json.writeStringField("ref", DecisionLine.cut(finding.ref().get().value()));
        }
        if (finding.object().isPresent()) {
            json.writeStringField("object", finding.object().get().hex());
        }
        json.writeStringField("detail", DecisionLine.cut(finding.detail()));
        if (marked.observed()) {
            json.writeBooleanField("observed", true);
        }
        json.writeEndObject();
    }
}

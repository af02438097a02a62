package dev.refwarden.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that version 0.1 wrote, in today's words; the bytes stay as they are. There the pusher had the address, a waived
 * push was an accepted one with a waiver, and codes stood with the findings only.
 */
final class OldForm {
    /** Marks codes that are those of some findings, while the line does not list all. */
    static final String INCOMPLETE = "codesIncomplete";

    private OldForm() {}

    /** Changes what a line says to what it would say today. */
    static void bring(Map<String, Object> fields) {
        if (fields.get("verdict") instanceof String verdict) {
            if (fields.get("waiver") instanceof Map && verdict.equals("accepted")) {
                fields.put("verdict", "waived");
            }
            if (fields.get("pusher") instanceof Map<?, ?> pusher && pusher.get("address") instanceof String address) {
                fields.putIfAbsent("address", address);
            }
            if (!fields.containsKey("codes")) {
                bringCodes(fields, !verdict.equals("refused"));
            }
        }
    }

    private static void bringCodes(Map<String, Object> fields, boolean observed) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map<String, Object> finding : LoggedLine.objects(fields, "findings")) {
            counts.merge(LoggedLine.text(finding, "code"), 1L, Long::sum);
        }
        if (counts.isEmpty()) {
            return;
        }
        List<Map<String, Object>> codes = new ArrayList<>();
        counts.forEach((code, count) -> {
            Map<String, Object> entry = new LinkedHashMap<>(Map.of("code", code, "count", count));
            if (observed) {
                entry.put("observed", true);
            }
            codes.add(entry);
        });
        fields.put("codes", codes);
        if (fields.containsKey("findingCount") || fields.containsKey("updateCount")) {
            fields.put(INCOMPLETE, true);
        }
    }
}

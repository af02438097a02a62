package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The findings of one rule about one ref, apart by their codes, in the order of their first occurrence. */
record FindingGroup(Optional<RefName> ref, Optional<String> rule, Map<Code, List<Finding>> byCode) {
    static List<FindingGroup> of(List<Finding> findings) {
        Map<String, FindingGroup> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            groups.computeIfAbsent(
                            key(finding),
                            none -> new FindingGroup(finding.ref(), finding.rule(), new LinkedHashMap<>()))
                    .byCode()
                    .computeIfAbsent(finding.code(), code -> new ArrayList<>())
                    .add(finding);
        }
        return List.copyOf(groups.values());
    }

    /** The objects that some finding is about. */
    Set<ObjectId> objects() {
        Set<ObjectId> objects = new LinkedHashSet<>();
        byCode.values().forEach(same -> same.forEach(finding -> finding.object().ifPresent(objects::add)));
        return objects;
    }

    /** No ref's name holds a line feed. */
    private static String key(Finding finding) {
        return finding.ref().map(RefName::value).orElse("") + "\n"
                + finding.rule().orElse("");
    }
}

package dev.refwarden.cases;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the same was tried again, or accepted later. */
final class SameTips {
    private SameTips() {}

    static List<CaseEntry> of(CaseIndex index, CaseEntry entry) throws IOException {
        Set<String> tips = tips(entry.read());
        Set<CaseEntry> same = new LinkedHashSet<>();
        CaseQuery pushes = CaseQuery.pushes();
        for (String tip : tips) {
            for (CaseEntry other :
                    index.page(pushes.naming(ObjectId.fromHex(tip)), Optional.empty(), Integer.MAX_VALUE)) {
                if (!other.equals(entry)
                        && other.repository().equals(entry.repository())
                        && tips(other.read()).contains(tip)) {
                    same.add(other);
                }
            }
        }
        List<CaseEntry> newestFirst = new ArrayList<>(same);
        newestFirst.sort(Comparator.comparing(
                        CaseEntry::cursor, Comparator.comparingInt(Cursor::file).thenComparingLong(Cursor::offset))
                .reversed());
        return newestFirst;
    }

    private static Set<String> tips(LoggedDecision decision) {
        Set<String> tips = new HashSet<>();
        for (Map<String, Object> update : decision.objects("updates")) {
            String tip = LoggedDecision.text(update, "new");
            if (ObjectId.isHex(tip) && !ObjectId.fromHex(tip).isZero()) {
                tips.add(tip);
            }
        }
        return tips;
    }
}

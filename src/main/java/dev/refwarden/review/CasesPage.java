package dev.refwarden.review;

import dev.refwarden.cases.CaseEntry;
import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.Cursor;
import dev.refwarden.decision.Code;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Refused pushes, newest first.
 *
 * @param count how many there are under these filters
 * @param older the address of the next page; empty on the last
 * @param codes every code there is, to choose from
 * @param remarks what is wrong with the log
 */
public record CasesPage(
        Filters filters, List<PushRow> rows, long count, String older, List<String> codes, List<String> remarks) {
    private static final int ROWS = 50;

    public CasesPage {
        rows = List.copyOf(rows);
        codes = List.copyOf(codes);
        remarks = List.copyOf(remarks);
    }

    static CasesPage of(CaseIndex index, Request request) throws IOException {
        Filters filters = Filters.of(request);
        List<CaseEntry> entries = index.page(filters.query(), Cursor.parse(request.query("before")), ROWS + 1);
        String older = "";
        if (entries.size() > ROWS) {
            Map<String, String> fields = filters.fields();
            fields.put("before", entries.get(ROWS - 1).cursor().toString());
            older = Links.cases(fields);
        }
        return new CasesPage(
                filters,
                entries.stream().limit(ROWS).map(PushRow::of).toList(),
                index.count(filters.query()),
                older,
                Stream.of(Code.values()).map(Code::word).sorted().toList(),
                index.remarks());
    }

    /** In words, such as "3 refused pushes". */
    public String counted() {
        return count == 1 ? "1 refused push" : String.format(java.util.Locale.ROOT, "%,d refused pushes", count);
    }
}

package dev.refwarden.review.web;

import dev.refwarden.review.CaseFile;
import dev.refwarden.review.desk.CasesJson;
import dev.refwarden.review.desk.DeskCase;
import java.io.IOException;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The pages of single cases. */
final class SingleCases {
    static final String JSON = ".json";

    private final Site site;
    private final Templates templates;
    private final InstantSource clock;
    private final FormTokens tokens;

    SingleCases(Site site, Templates templates, InstantSource clock) {
        this.site = site;
        this.templates = templates;
        this.clock = clock;
        this.tokens = new FormTokens(clock);
    }

    /**
     * A case as it is now.
     *
     * @param incident every case of the same incident, this one too
     */
    record Shown(CaseFile file, DeskCase desk, List<DeskCase> incident) {}

    FormTokens tokens() {
        return tokens;
    }

    /** Absent where there is none of that id. */
    Optional<Shown> find(String typed) throws IOException {
        Optional<CaseFile> file = CaseFile.of(site.ledger(), id(typed));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<DeskCase> incident = site.desk().incidentOf(file.get().refused().text("case"));
        site.open().note(incident);
        DeskCase desk = incident.stream()
                .filter(one -> one.decision().seq() == file.get().refused().seq())
                .findFirst()
                .orElseThrow();
        return Optional.of(new Shown(file.get(), desk, incident));
    }

    private static String id(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    /** @param typed the id, perhaps with {@code .json} */
    Response page(String typed, Visitor visitor) throws IOException {
        boolean json = typed.endsWith(JSON);
        String name = json ? typed.substring(0, typed.length() - JSON.length()) : typed;
        Optional<Shown> shown = find(name);
        if (shown.isEmpty()) {
            return missing(name);
        }
        if (json) {
            StringWriter out = new StringWriter();
            CasesJson.writeOne(shown.get().desk(), out);
            return Response.data("application/json", out.toString());
        }
        return page(shown.get(), visitor, CaseForm.Draft.EMPTY);
    }

    /** @param draft what was sent and not written down */
    Response page(Shown shown, Visitor visitor, CaseForm.Draft draft) throws IOException {
        CaseForm form =
                CaseForm.of(shown.desk(), visitor, tokens, shown.incident().size() > 1, draft);
        CasePage page = CasePage.of(shown, form, site, clock.instant());
        Response response = Response.page(200, templates.write("case", page));
        // Under no-referrer a browser does not say from where it sends a form.
        return form.token().isEmpty() ? response : response.with("Referrer-Policy", "same-origin");
    }

    Response missing(String typed) {
        return Response.page(
                404,
                templates.write(
                        "missing",
                        new MissingPage(
                                "No such case",
                                "There is no refused push " + id(typed) + " in this log. Was it another server's?")));
    }
}

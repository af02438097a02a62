package dev.refwarden.review;

import dev.refwarden.cases.LogChanged;
import dev.refwarden.dossier.CaseFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the page for an address. */
final class Pages {
    private final Site site;
    private final Health health;
    private final InstantSource clock;
    private final Templates templates = new Templates();

    Pages(Site site, Health health, InstantSource clock) {
        this.site = site;
        this.health = health;
        this.clock = clock;
    }

    Response page(Request request) throws IOException {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.get(0);
        if (path.size() <= 1) {
            return switch (first) {
                case "" -> shown("cases", CasesPage.of(site.index(), request));
                case "chart" -> shown("chart", ChartPage.of(site.index(), request, clock.instant()));
                case "policy" -> shown("policy", PolicyPage.of(site, clock.instant()));
                case "health" -> shown("health", health.latest());
                default -> missing();
            };
        }
        if (path.size() != 2) {
            return missing();
        }
        return switch (first) {
            case "case" -> ofCase(path.get(1));
            case "person" -> shown("signer", SignerPage.person(path.get(1), site, request, clock.instant()));
            case "key" -> shown("signer", SignerPage.key(path.get(1), site, request, clock.instant()));
            default -> missing();
        };
    }

    private Response ofCase(String typed) throws IOException {
        String id = typed.strip().toUpperCase(Locale.ROOT);
        try {
            Optional<CaseFile> file = CaseFile.of(site.index(), id);
            return file.isPresent()
                    ? shown("case", CasePage.of(file.get(), site, clock.instant()))
                    : missing(
                            "No such case",
                            "There is no refused push " + id + " in this log. Was it another server's?");
        } catch (LogChanged e) {
            return missing("The log was changed", e.getMessage() + " Run refwarden log verify.");
        }
    }

    Response login(boolean wrong, Request request) {
        String address = "/" + String.join("/", request.path());
        return Response.page(401, templates.write("login", new LoginPage(wrong, address)));
    }

    private Response shown(String template, Object page) {
        return Response.page(200, templates.write(template, page));
    }

    private Response missing() {
        return missing("No such page", "There is no page at this address.");
    }

    private Response missing(String title, String text) {
        return Response.page(404, templates.write("missing", new MissingPage(title, text)));
    }
}

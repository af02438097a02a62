package dev.refwarden.review.web;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.desk.CasePages;
import dev.refwarden.review.desk.CasesJson;
import dev.refwarden.review.desk.Observing;
import dev.refwarden.review.desk.ObservingJson;
import java.io.IOException;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds the page for an address. */
final class Pages {
    private final Site site;
    private final Health health;
    private final Lookout lookout;
    private final InstantSource clock;
    /** As JSON or CSV, so many at once; before=… goes on. */
    private static final int MOST_LISTED = 1_000;

    private static final int MOST_IN_FEED = 50;

    private final Templates templates = new Templates();
    private final SingleCases cases;
    private final CaseWriting writing;

    Pages(Site site, Health health, Lookout lookout, InstantSource clock) {
        this.site = site;
        this.health = health;
        this.lookout = lookout;
        this.clock = clock;
        this.cases = new SingleCases(site, templates, clock);
        this.writing = new CaseWriting(site, cases, clock);
    }

    /** What a form asks to be written down. */
    Response post(Request request, Visitor visitor) throws IOException {
        List<String> path = request.path();
        return path.size() == 2 && path.get(0).equals("case")
                ? writing.post(path.get(1), request, visitor)
                : Response.text(405, "this page only shows");
    }

    Response page(Request request, Visitor visitor) throws IOException {
        List<String> path = request.path();
        String first = path.isEmpty() ? "" : path.get(0);
        if (path.size() <= 1) {
            return switch (first) {
                case "" -> shown("cases", CasesPage.of(site, lookout.incidents(), request, clock.instant()));
                case "cases.json" -> listed(request, false);
                case "cases.csv" -> listed(request, true);
                case Gate.FEED -> feed(request);
                case "chart" -> shown("chart", ChartPage.of(site.index(), request, clock.instant()));
                case "chart.json" -> json("chart", ChartPage.of(site.index(), request, clock.instant()));
                case "waiting" -> shown("waiting", WaitingPage.of(site, clock.instant()));
                case "waiting.json" -> json("waiting", WaitingPage.of(site, clock.instant()));
                case "chart.csv" ->
                    Response.data("text/csv", Csv.of(ChartPage.of(site.index(), request, clock.instant())));
                case "observed" -> shown("observed", ObservedPage.of(site, request, clock.instant()));
                case "observed.json" -> observed(request, false);
                case "observed.csv" -> observed(request, true);
                case "policy" -> shown("policy", PolicyPage.of(site, clock.instant()));
                case "policy.json" -> json("policy", PolicyPage.of(site, clock.instant()));
                case "health" -> shown("health", health.latest());
                case "health.json" -> json("health", health.latest());
                default -> missing();
            };
        }
        if (path.size() != 2) {
            return missing();
        }
        return switch (first) {
            case "case" -> cases.page(path.get(1), visitor);
            case "push" -> ofPush(path.get(1));
            case "person", "key" -> ofSigner(first, path.get(1), request);
            default -> missing();
        };
    }

    private Response listed(Request request, boolean csv) throws IOException {
        CasePages.Page page;
        try {
            page = CasesPage.list(site, request, clock.instant(), MOST_LISTED);
        } catch (IllegalArgumentException e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        }
        if (csv) {
            return Response.data("text/csv", Csv.of(page.pushes()));
        }
        StringWriter json = new StringWriter();
        CasesJson.write(page, json);
        return Response.data("application/json", json.toString());
    }

    private Response observed(Request request, boolean csv) throws IOException {
        Observing observing;
        try {
            observing = ObservedPage.observing(site, request, clock.instant());
        } catch (IllegalArgumentException e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        }
        if (csv) {
            return Response.data("text/csv", Csv.of(observing));
        }
        StringWriter json = new StringWriter();
        ObservingJson.write(observing, json);
        return Response.data("application/json", json.toString());
    }

    /** The newest cases, or those of a filter's words. */
    private Response feed(Request request) throws IOException {
        List<CasePages.Row> rows;
        try {
            rows = CasesPage.list(site, request, clock.instant(), MOST_IN_FEED).pushes();
        } catch (IllegalArgumentException e) {
            return Response.text(400, String.valueOf(e.getMessage()));
        }
        Optional<Server> server = site.configuration().map(Configuration::server);
        return Response.data(
                "application/atom+xml",
                Feed.of(
                        rows,
                        server.map(Server::name).orElse(""),
                        server.map(Server::messages).orElse(Server.Messages.DEFAULT),
                        clock.instant()));
    }

    private Response ofSigner(String kind, String typed, Request request) throws IOException {
        boolean asJson = typed.endsWith(SingleCases.JSON);
        String id = asJson ? typed.substring(0, typed.length() - SingleCases.JSON.length()) : typed;
        SignerPage page = kind.equals("key")
                ? SignerPage.key(id, site, request, clock.instant())
                : SignerPage.person(id, site, request, clock.instant());
        return asJson ? json(kind, page) : shown("signer", page);
    }

    private static Response json(String name, Record page) throws IOException {
        return Response.data("application/json", PageJson.of(name, page));
    }

    private Response ofPush(String address) throws IOException {
        boolean asJson = address.endsWith(SingleCases.JSON);
        String typed = asJson ? address.substring(0, address.length() - SingleCases.JSON.length()) : address;
        if (!typed.matches("[1-9][0-9]{0,17}")) {
            return missing();
        }
        Optional<LoggedDecision> push = site.index().pushAt(Long.parseLong(typed));
        if (push.isEmpty()) {
            return missing("No such push", "Line " + typed + " of this log is not a push.");
        }
        if (push.get().isRefused()) {
            String page = Links.ofCase(push.get().text("case"));
            return Response.redirect(asJson ? page + SingleCases.JSON : page, java.util.Map.of());
        }
        if (asJson) {
            StringWriter json = new StringWriter();
            CasesJson.writePush(push.get(), json);
            return Response.data("application/json", json.toString());
        }
        return shown("push", PushPage.of(push.get(), site));
    }

    Response login(boolean wrong, boolean openId, Request request) {
        return Response.page(401, templates.write("login", new LoginPage(wrong, openId, Links.back(request))));
    }

    Response arrived(int status, ArrivedPage page) {
        return Response.page(status, templates.write("arrived", page));
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

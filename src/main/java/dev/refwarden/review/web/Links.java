package dev.refwarden.review.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of pages. */
public final class Links {
    private Links() {}

    public static String ofCase(String caseId) {
        return "/case/" + encoded(caseId);
    }

    /** @param seq the number of the push's line in the log */
    public static String push(long seq) {
        return "/push/" + seq;
    }

    /** Another form of the list under filter words. */
    public static String withWords(String path, String words) {
        return withQuery(path, Map.of("q", words));
    }

    /** The list under filter words. */
    public static String list(String words) {
        return withQuery("/", Map.of("q", words));
    }

    public static String person(String id) {
        return "/person/" + encoded(id);
    }

    /** @param key its id or its fingerprint */
    public static String key(String key) {
        return "/key/" + encoded(key);
    }

    /** The list of cases with these filters; empty ones are left out. */
    public static String cases(Map<String, String> filters) {
        return withQuery("/", filters);
    }

    static String withQuery(String path, Map<String, String> filters) {
        String query = filters.entrySet().stream()
                .filter(filter -> !filter.getValue().isEmpty())
                .map(filter -> encoded(filter.getKey()) + "=" + encoded(filter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** Where a browser wanted to go, on this server, without a token. */
    static String back(Request request) {
        Map<String, String> fields = new TreeMap<>(request.query());
        fields.remove("token");
        String path = request.method().equals("POST") ? request.form().getOrDefault("back", "/") : "";
        if (!path.isEmpty()) {
            return here(path);
        }
        return withQuery(plain("/" + String.join("/", request.path())), fields);
    }

    /** An address of this server, whatever someone made of it. */
    static String here(String address) {
        int query = address.indexOf('?');
        return query < 0
                ? plain(address)
                : withQuery(plain(address.substring(0, query)), Request.fields(address.substring(query + 1)));
    }

    /** Where someone logs in at the identity provider, and goes on. */
    public static String login(String back) {
        return withQuery("/login/start", Map.of("back", back));
    }

    /** A path of this server whose segments are encoded again, so that it leads nowhere else. */
    static String plain(String path) {
        return "/"
                + Stream.of(path.split("/", -1))
                        .filter(segment -> !segment.isEmpty())
                        .map(Links::encoded)
                        .collect(Collectors.joining("/"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

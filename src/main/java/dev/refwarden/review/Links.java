package dev.refwarden.review;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of pages. */
public final class Links {
    private Links() {}

    public static String ofCase(String caseId) {
        return "/case/" + encoded(caseId);
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

package dev.refwarden.review.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a browser asked for.
 *
 * @param address from which it came
 * @param method such as GET
 * @param path its segments, decoded; empty for the root
 * @param query by name, the first value of each
 * @param form what a form sent, likewise
 * @param headers by lower-case name; several of one name as one, with commas, so that none passes for the only one
 */
record Request(
        String address,
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> form,
        Map<String, String> headers) {
    private static final int LONGEST_TARGET = 4_096;

    Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        form = Map.copyOf(form);
        headers = Map.copyOf(headers);
    }

    /** Absent where the request is none that this server understands. */
    static Optional<Request> of(HttpExchange exchange, byte[] body) {
        String target = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        if (target == null
                || !target.startsWith("/")
                || target.length() > LONGEST_TARGET
                || (query != null && query.length() > LONGEST_TARGET)) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(
                        name.toLowerCase(Locale.ROOT),
                        String.join(name.equalsIgnoreCase("cookie") ? "; " : ", ", values)));
        try {
            return Optional.of(new Request(
                    exchange.getRemoteAddress().getAddress().getHostAddress(),
                    exchange.getRequestMethod(),
                    segments(target),
                    fields(query == null ? "" : query),
                    fields(new String(body, StandardCharsets.UTF_8)),
                    headers));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value under {@code name}; empty where there is none. */
    String query(String name) {
        return query.getOrDefault(name, "").strip();
    }

    /** Before which decision a list goes on; absent on its first page. */
    Optional<Long> before() {
        String before = query("before");
        return before.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(before)) : Optional.empty();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The value of a cookie; empty where there is none. */
    String cookie(String name) {
        for (String one : header("cookie").split(";", -1)) {
            String cookie = one.strip();
            if (cookie.startsWith(name + "=")) {
                return cookie.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            // A plus is a plus in a path.
            segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        if (segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    /** Fields of a form or an address, the first of each name. */
    static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(
                        URLDecoder.decode(field.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }
}

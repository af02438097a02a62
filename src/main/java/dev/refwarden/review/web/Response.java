package dev.refwarden.review.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a browser gets.
 *
 * @param headers besides those that every answer has
 */
record Response(int status, String type, byte[] body, Map<String, String> headers) {
    Response {
        headers = Map.copyOf(headers);
    }

    static Response page(int status, String html) {
        return new Response(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same with one more header. */
    Response with(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new Response(status, type, body, all);
    }

    /** The same page as an answer to something that was not done. */
    Response as(int other) {
        return new Response(other, type, body, headers);
    }

    /** What a program reads. */
    static Response data(String type, String text) {
        return new Response(200, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Response text(int status, String text) {
        return new Response(
                status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Response redirect(String path, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Location", path);
        return new Response(303, "text/plain; charset=utf-8", new byte[0], all);
    }
}

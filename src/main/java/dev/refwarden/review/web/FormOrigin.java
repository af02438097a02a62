package dev.refwarden.review.web;

import java.util.Set;

/** Where a form was, by the browser's word: on a page of this server, or on one of someone who wants it sent. */
final class FormOrigin {
    private FormOrigin() {}

    /** Whether the browser says that it was on this server. One that says nothing is not believed. */
    static boolean isHere(Request request) {
        String origin = request.header("origin");
        String site = request.header("sec-fetch-site");
        String host = request.header("host");
        boolean named = !origin.isEmpty() && !origin.equals("null");
        if (named && !Set.of("https://" + host, "http://" + host).contains(origin)) {
            return false;
        }
        return site.isEmpty() ? named : site.equals("same-origin");
    }
}

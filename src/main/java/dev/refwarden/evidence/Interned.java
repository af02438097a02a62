package dev.refwarden.evidence;

import java.util.concurrent.ConcurrentHashMap;

/** Keeps one copy of each text, since a hundred thousand commits are made by a few people. */
final class Interned {
    private static final int MOST = 10_000;

    private final ConcurrentHashMap<String, String> texts = new ConcurrentHashMap<>();

    String of(String text) {
        if (texts.size() >= MOST) {
            return text;
        }
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}

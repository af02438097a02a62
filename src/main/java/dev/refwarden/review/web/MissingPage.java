package dev.refwarden.review.web;

/** There is nothing to show, for a reason in a whole sentence. */
public record MissingPage(String title, String text) {}

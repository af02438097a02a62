package dev.refwarden.review.web;

/**
 * Back from the identity provider.
 *
 * @param text what became of the login, in a whole sentence
 * @param next where to go on
 */
public record ArrivedPage(boolean failed, String text, String next) {}

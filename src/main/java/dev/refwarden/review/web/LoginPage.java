package dev.refwarden.review.web;

/**
 * Asks for the token.
 *
 * @param wrong whether one was shown that is not it
 * @param address where to go on, for a browser that was let in before and came here from elsewhere
 */
public record LoginPage(boolean wrong, String address) {}

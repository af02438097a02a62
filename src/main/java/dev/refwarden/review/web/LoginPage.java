package dev.refwarden.review.web;

/**
 * Asks for the token.
 *
 * @param wrong whether one was shown that is not it
 * @param openId whether there is an identity provider to log in at
 * @param address where to go on, for a browser that was let in before and came here from elsewhere
 */
public record LoginPage(boolean wrong, boolean openId, String address) {}

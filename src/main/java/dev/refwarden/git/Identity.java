package dev.refwarden.git;

/**
 * Who wrote or committed something, by their own claim: nothing here is proved.
 *
 * @param name may be empty
 * @param email what is between the angle brackets, may be empty
 * @param claimedTime seconds since 1970, in UTC
 */
public record Identity(String name, String email, long claimedTime) {}

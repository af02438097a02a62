package dev.refwarden.format;

import dev.refwarden.people.UnusableKey;
import java.util.Optional;

/**
 * What one place in a file of keys holds.
 *
 * @param place in the file, to be put behind its name; empty where the file holds nothing else
 * @param key absent where it cannot be enrolled
 * @param why it cannot; empty where it can
 */
public record KeyOffer(String place, Optional<OfferedKey> key, String why) {
    /** Reading of one key, which may fail. */
    @FunctionalInterface
    public interface Reading {
        OfferedKey read() throws UnusableKey;
    }

    public static KeyOffer of(String place, Reading reading) {
        try {
            return new KeyOffer(place, Optional.of(reading.read()), "");
        } catch (UnusableKey e) {
            return refused(place, String.valueOf(e.getMessage()));
        }
    }

    public static KeyOffer refused(String place, String why) {
        return new KeyOffer(place, Optional.empty(), why);
    }
}

package dev.refwarden.format;

import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key in a file that comes from elsewhere, and what the file says of it.
 *
 * @param key what would be enrolled
 * @param kind what an id made up for it ends in, such as {@code ssh-ed25519}
 * @param entry what enrols it under an id
 */
public record OfferedKey(PublicKey key, String kind, Function<KeyId, PeopleEntry> entry, Terms terms) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;]+@[^\\s<>,;]+");

    /**
     * What a file says of a key.
     *
     * @param addresses and names by which its person may be known, the best first
     * @param approves whether it may sign approvals
     */
    public record Terms(List<String> addresses, boolean approves, Optional<Instant> from, Optional<Instant> until) {
        public Terms {
            addresses = List.copyOf(addresses);
        }

        /** Nothing but whose it may be, and perhaps when it ends. */
        public static Terms of(List<String> addresses, Optional<Instant> until) {
            return new Terms(addresses, true, Optional.empty(), until);
        }
    }

    public Fingerprint fingerprint() {
        return key.fingerprint();
    }

    /** The e-mail addresses in a text that someone wrote next to a key. */
    public static List<String> addressesIn(String text) {
        List<String> found = new ArrayList<>();
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            found.add(address.group());
        }
        return found;
    }
}

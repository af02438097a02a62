package dev.refwarden.report;

import dev.refwarden.decision.Code;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What must be different when a commit is re-signed, by the reason why its signature does not count. */
final class SignAnew {
    /** The one that says most comes first: it is reported when several apply. */
    private static final Map<Code, String> WORDS = new java.util.EnumMap<>(Map.ofEntries(
            Map.entry(Code.UNSIGNED, "sign your commits and push again:"),
            Map.entry(Code.BAD_SIGNATURE, "sign your commits again and push them unchanged:"),
            Map.entry(Code.MALFORMED_SIGNATURE, "sign your commits again and push them unchanged:"),
            Map.entry(Code.MALFORMED_OBJECT, "have git rewrite these commits, and push again:"),
            Map.entry(
                    Code.WEAK_DIGEST,
                    "sign with SHA-256 or better (no \"digest-algo SHA1\" in gpg.conf or gpgsm.conf) and push again:"),
            Map.entry(Code.WEAK_KEY, "sign with a stronger key (git config user.signingKey) and push again:"),
            Map.entry(Code.UNKNOWN_KEY, "sign with a key that is enrolled for you (git config user.signingKey):"),
            Map.entry(Code.KEY_TYPE_FORBIDDEN, "sign with a key of a type that counts here:"),
            Map.entry(Code.KEY_PURPOSE_FORBIDDEN, "sign with a key that is enrolled for this:"),
            Map.entry(Code.HARDWARE_KEY_REQUIRED, "sign with your hardware key (git config user.signingKey):"),
            Map.entry(
                    Code.TOUCH_MISSING,
                    "sign again, and touch the security key whenever it blinks (one made with -O no-touch-required never"
                            + " does):"),
            Map.entry(
                    Code.PIN_MISSING,
                    "sign with a security key that asks for its PIN (made with ssh-keygen -O verify-required):"),
            Map.entry(Code.KEY_EXPIRED, "sign with a key that is still good (git config user.signingKey):"),
            Map.entry(Code.KEY_RETIRED, "sign with a key that is still good (git config user.signingKey):"),
            Map.entry(
                    Code.UNTRUSTED_ISSUER,
                    "sign with a key of yours that counts here (git config gpg.format, user.signingKey):"),
            Map.entry(Code.KEY_COOLING_DOWN, "wait, or sign with a key that has been enrolled for longer:"),
            Map.entry(Code.KEY_NOT_YET_VALID, "sign with a key that counts already:"),
            Map.entry(
                    Code.COMMITTER_MISMATCH,
                    "commit under your own address (git config user.email) and sign with your own key:"),
            Map.entry(
                    Code.AUTHOR_MISMATCH,
                    "set your address (git config user.email), then make the commits yours again:")));

    private SignAnew() {}

    static boolean mends(Code code) {
        return WORDS.containsKey(code);
    }

    /** The same of a tag, which is one thing and not several. */
    static String ofTag(Set<Code> reasons) {
        Set<Code> mended = EnumSet.copyOf(reasons);
        mended.retainAll(WORDS.keySet());
        return mended.isEmpty() || mended.equals(Set.of(Code.UNSIGNED))
                ? "make a signed tag and push it again:"
                : words(mended)
                        .replace("your commits", "the tag")
                        .replace("these commits", "the tag")
                        .replace("push them", "push it")
                        .replace("make the commits yours", "make the tag yours");
    }

    /** @param reasons not empty, all of them fixed by re-signing */
    static String words(Set<Code> reasons) {
        Set<Code> sorted = EnumSet.copyOf(reasons);
        sorted.retainAll(WORDS.keySet());
        String words = "";
        for (Code code : sorted) {
            words = String.valueOf(WORDS.get(code));
        }
        return words;
    }
}

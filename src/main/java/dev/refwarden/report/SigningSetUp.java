package dev.refwarden.report;

import dev.refwarden.format.GitSigningKey;
import dev.refwarden.format.SignatureFormat;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;
import java.util.List;
import java.util.stream.Collectors;

/** How a clone is made to sign with a key; where that is set up already, it changes nothing. */
final class SigningSetUp {
    private static final int MOST = 5;

    private SigningSetUp() {}

    /** @param keys not empty, any of which is good; the first says of which kind the one is to be that is set up */
    static void tell(List<EnrolledKey> keys, Lines lines) {
        List<EnrolledKey> those = ofOneKind(keys);
        String ids = those.stream().map(key -> key.id().value()).collect(Collectors.joining(", "));
        lines.hint("if git does not sign with " + (those.size() == 1 ? "" : "one of ") + ids + " yet, set it up first"
                + signingKey(those).where() + ":");
        lines.command(command(keys));
    }

    /** Which of someone's keys is on this computer, no server knows. */
    private static List<EnrolledKey> ofOneKind(List<EnrolledKey> keys) {
        SignatureFormat format = SignatureFormats.of(keys.get(0).key());
        return keys.stream()
                .filter(key -> format.owns(key.key()))
                .limit(format.findsSigningKeys() ? MOST : 1)
                .toList();
    }

    /** One line of shell. */
    static String command(List<EnrolledKey> keys) {
        List<EnrolledKey> those = ofOneKind(keys);
        GitSigningKey signingKey = signingKey(those);
        return "git config gpg.format "
                + SignatureFormats.of(those.get(0).key()).name()
                + "; git config user.signingKey "
                + (signingKey.isExpression() ? signingKey.value() : Printable.shellWord(signingKey.value()));
    }

    private static GitSigningKey signingKey(List<EnrolledKey> keys) {
        return SignatureFormats.of(keys.get(0).key())
                .gitSigningKey(keys.stream().map(EnrolledKey::key).toList());
    }
}

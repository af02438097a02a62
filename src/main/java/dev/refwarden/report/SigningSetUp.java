package dev.refwarden.report;

import dev.refwarden.format.GitSigningKey;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.people.EnrolledKey;

/** How a clone is made to sign with a key; where that is set up already, it changes nothing. */
final class SigningSetUp {
    private SigningSetUp() {}

    static void tell(EnrolledKey key, Lines lines) {
        lines.hint("if git does not sign with " + key.id() + " yet, set it up first" + where(key) + ":");
        lines.command(command(key));
    }

    private static String where(EnrolledKey key) {
        return signingKey(key).where();
    }

    /** One line of shell. */
    static String command(EnrolledKey key) {
        GitSigningKey signingKey = signingKey(key);
        return "git config gpg.format " + SignatureFormats.of(key.key()).name() + "; git config user.signingKey "
                + (signingKey.isExpression() ? signingKey.value() : Printable.shellWord(signingKey.value()));
    }

    private static GitSigningKey signingKey(EnrolledKey key) {
        return SignatureFormats.of(key.key()).gitSigningKey(key.key());
    }
}

package dev.refwarden.format.openpgp;

import dev.refwarden.format.Malformed;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Whether a key made a signature inside a certificate. */
final class OpenPgpMade {
    private OpenPgpMade() {}

    /**
     * Whether {@code by} signed what {@code signed} feeds, over a digest that may bind. No: it did not,
     * or that cannot be known.
     */
    static boolean by(OpenPgpKey by, OpenPgpSignaturePacket signature, Consumer<MessageDigest> signed) {
        boolean readable = signature.isUnderstood()
                && signature.hash().filter(OpenPgpHash::canBind).isPresent();
        if (!readable) {
            return false;
        }
        try {
            MessageDigest digest = signature.begin();
            signed.accept(digest);
            byte[] hash = signature.finish(digest);
            // Most signatures in a certificate are by others, and say so.
            return signature.mayBeBy(by, hash) && signature.isBy(by, hash);
        } catch (Malformed e) {
            return false;
        }
    }
}

package dev.refwarden.format.ssh;

import dev.refwarden.crypto.Digests;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.TokenFlags;
import java.nio.charset.StandardCharsets;

/**
 * Checks signatures by FIDO tokens (OpenSSH's PROTOCOL.u2f). A token signs the hash of its
 * application, its flags and counter, and the hash of the message.
 */
final class TokenSignature {
    private static final int TOUCHED = 0x01;
    private static final int PIN_ENTERED = 0x04;

    private TokenSignature() {}

    static TokenFlags check(SshPublicKey key, String algorithm, WireReader in, byte[] message)
            throws Malformed, Refused {
        boolean webauthn = algorithm.equals(WebauthnData.ALGORITHM) && key.type() == SshKeyType.SK_ECDSA_P256;
        if (!webauthn && !algorithm.equals(key.type().wireName())) {
            throw Refused.malformed("it is not of the key's own algorithm");
        }
        byte[] raw = in.readString("signature");
        int flags = in.readByte("flags");
        long counter = in.readUint32("counter");
        byte[] signedMessage = message;
        if (webauthn) {
            signedMessage = WebauthnData.read(in, message).clientData();
        }
        in.end("signature");
        checkFlags(flags);
        byte[] signed = signed(key, flags, counter, signedMessage);
        boolean verifies = key.type() == SshKeyType.SK_ED25519
                ? RawSshSignature.verifiesEd25519(key, raw, signed)
                : RawSshSignature.verifiesEcdsa(key, raw, Digests.sha256(), signed);
        if (!verifies) {
            throw Refused.bad("these bytes were not signed by this key");
        }
        return new TokenFlags((flags & TOUCHED) != 0, (flags & PIN_ENTERED) != 0, counter);
    }

    /** A key that can be copied to other devices proves no device, and nothing else belongs into a signature. */
    private static void checkFlags(int flags) throws Refused {
        if ((flags & 0x18) != 0) {
            throw Refused.malformed("its key may be backed up, so it need not be on one security key");
        }
        if ((flags & ~(TOUCHED | PIN_ENTERED)) != 0) {
            throw Refused.malformed("its flags say more than touch and PIN");
        }
    }

    private static byte[] signed(SshPublicKey key, int flags, long counter, byte[] message) {
        WireWriter out = new WireWriter();
        out.writeRaw(Digests.sha256().digest(key.application().getBytes(StandardCharsets.ISO_8859_1)));
        out.writeByte(flags);
        out.writeUint32(counter);
        out.writeRaw(Digests.sha256().digest(message));
        return out.toByteArray();
    }
}

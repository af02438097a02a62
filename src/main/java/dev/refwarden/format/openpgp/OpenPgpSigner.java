package dev.refwarden.format.openpgp;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the enrolled key that made a signature.
 *
 * <p>A fingerprint among the hashed subpackets is signed, so only that key will do. Whatever else names
 * a key is a hint where to begin: where it leads nowhere, a few other keys are tried.
 */
final class OpenPgpSigner {
    private static final int MOST_TRIES = 16;

    private final OpenPgpSignaturePacket signature;
    private final byte[] digest;
    private final Set<OpenPgpCandidate> tried = Collections.newSetFromMap(new IdentityHashMap<>());
    private Optional<SignatureCheck> worthless = Optional.empty();

    private OpenPgpSigner(OpenPgpSignaturePacket signature, byte[] digest) {
        this.signature = signature;
        this.digest = digest;
    }

    static SignatureCheck find(OpenPgpSignaturePacket signature, byte[] digest, Keyring keys)
            throws Malformed, Refused {
        OpenPgpIndex index = OpenPgpIndex.of(keys);
        OpenPgpSigner signer = new OpenPgpSigner(signature, digest);
        Optional<Fingerprint> signed = signature.hashed().issuerFingerprint();
        return signed.isPresent() ? signer.named(signed.get(), index.find(signed.get())) : signer.hinted(index);
    }

    private SignatureCheck named(Fingerprint name, List<OpenPgpCandidate> candidates) throws Malformed, Refused {
        Optional<SignatureCheck> found = tryAll(candidates, candidates.size());
        if (found.isPresent()) {
            return found.get();
        }
        return failed(candidates, new SignatureCheck.UnknownKey(name.value()));
    }

    private SignatureCheck hinted(OpenPgpIndex keys) throws Malformed, Refused {
        List<OpenPgpCandidate> hinted = new ArrayList<>();
        String name = "a key that it does not name";
        for (OpenPgpSubpackets area : List.of(signature.hashed(), signature.unhashed())) {
            Optional<Fingerprint> fingerprint = unsignedFingerprint(area);
            if (fingerprint.isPresent()) {
                name = fingerprint.get().value();
                hinted.addAll(keys.find(fingerprint.get()));
            }
            for (long id : area.issuers()) {
                name = "key id " + HexFormat.of().withUpperCase().toHexDigits(id);
                hinted.addAll(keys.find(id));
            }
        }
        Optional<SignatureCheck> found = tryAll(hinted, MOST_TRIES);
        if (found.isEmpty()) {
            found = tryAll(keys.all(), MOST_TRIES);
        }
        return found.isPresent() ? found.get() : failed(hinted, new SignatureCheck.UnknownKey(name));
    }

    /** Nonsense among what anybody may have written is no hint, and nothing worse. */
    private static Optional<Fingerprint> unsignedFingerprint(OpenPgpSubpackets area) {
        try {
            return area.issuerFingerprint();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** Tries keys of the signature's algorithm, none of them twice. */
    private Optional<SignatureCheck> tryAll(List<OpenPgpCandidate> candidates, int most) throws Malformed {
        int left = most;
        for (OpenPgpCandidate candidate : candidates) {
            if (left == 0) {
                break;
            }
            boolean suits = candidate.key().algorithm() == signature.algorithm();
            if (suits && tried.add(candidate)) {
                left--;
                Optional<SignatureCheck> valid = signed(candidate);
                if (valid.isPresent()) {
                    return valid;
                }
            }
        }
        return Optional.empty();
    }

    /** Where the key made the signature, its certificate has the last word. */
    private Optional<SignatureCheck> signed(OpenPgpCandidate candidate) throws Malformed {
        if (!signature.isBy(candidate.key(), digest)) {
            return Optional.empty();
        }
        OpenPgpRole role = candidate.role();
        if (role instanceof OpenPgpRole.Signs signs) {
            return Optional.of(
                    signature.isOlderThan(candidate.key())
                            ? new SignatureCheck.Unusable(
                                    Defect.BAD_SIGNATURE, "the signature is bad: it says that it is older than its key")
                            : new SignatureCheck.Valid(
                                    candidate.enrolled(), signs.key(), Optional.empty(), signature.ends()));
        }
        if (role instanceof OpenPgpRole.DoesNotSign && worthless.isEmpty()) {
            worthless = Optional.of(
                    candidate.key().isWeak()
                            ? new SignatureCheck.Unusable(
                                    Defect.WEAK_KEY, "the signature is by a key that is too small")
                            : new SignatureCheck.Unusable(
                                    Defect.NOT_A_SIGNING_KEY, "its certificate does not let this key sign"));
        }
        return Optional.empty();
    }

    private SignatureCheck failed(List<OpenPgpCandidate> claimed, SignatureCheck unknown) throws Refused {
        if (worthless.isPresent()) {
            return worthless.get();
        }
        for (OpenPgpCandidate candidate : claimed) {
            refuseWhatWasNotVerified(candidate.key());
        }
        for (OpenPgpCandidate candidate : claimed) {
            // A key that made it but belongs to no certificate is as good as not enrolled.
            if (!(candidate.role() instanceof OpenPgpRole.Unbound)) {
                throw Refused.bad("these bytes were not signed by this key");
            }
        }
        return unknown;
    }

    /** Whoever could not be asked is not said to have denied it. */
    private void refuseWhatWasNotVerified(OpenPgpKey key) throws Refused {
        if (key.algorithm() != signature.algorithm()) {
            return;
        }
        if (key.unsupported().isPresent()) {
            throw Refused.of(
                    Defect.UNSUPPORTED,
                    "signatures by keys of this kind are not supported: "
                            + key.unsupported().get());
        }
        if (key.wantsLongerDigest(digest.length)) {
            throw Refused.of(
                    Defect.WEAK_DIGEST,
                    "the signature is over a digest of " + 8 * digest.length + " bits, too short for its key");
        }
    }
}

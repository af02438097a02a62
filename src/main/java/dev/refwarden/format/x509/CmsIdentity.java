package dev.refwarden.format.x509;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.Refused;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds whose certificate signed: the identity whose authority vouches for it and whose name and token
 * issuer it bears. What is wrong with the one that comes nearest is reported.
 */
final class CmsIdentity {
    private static final int LONGEST_EMAIL = 64;
    private static final int LONGEST_URI = 160;

    private final CmsMessage message;
    private final Certificate leaf;
    private Optional<ChainCheck.Untrusted> untrusted = Optional.empty();
    private boolean vouchedFor;
    private boolean otherLogin;

    private CmsIdentity(CmsMessage message, Certificate leaf) {
        this.message = message;
        this.leaf = leaf;
    }

    static SignatureCheck find(CmsMessage message, Certificate leaf, Keyring keys) throws Refused {
        return new CmsIdentity(message, leaf).find(keys);
    }

    private SignatureCheck find(Keyring keys) throws Refused {
        for (EnrolledKey enrolled :
                keys.keys(X509Identity.class).stream().map(keys::remembered).toList()) {
            if (enrolled.key() instanceof X509Identity identity) {
                Optional<Chain> chain = chain(identity);
                if (chain.isPresent() && isOf(identity)) {
                    return valid(enrolled, identity, chain.get());
                }
            }
        }
        return refusal();
    }

    private Optional<Chain> chain(X509Identity identity) {
        ChainCheck check = identity.authority().check(leaf, message.certificates());
        if (check instanceof ChainCheck.Trusted trusted) {
            vouchedFor = true;
            return Optional.of(trusted.chain());
        }
        if (check instanceof ChainCheck.Untrusted failed && isNearer(failed)) {
            untrusted = Optional.of(failed);
        }
        return Optional.empty();
    }

    /** Whether it came further than with the authorities before. */
    private boolean isNearer(ChainCheck.Untrusted failed) {
        return untrusted.isEmpty() || failed.reason().compareTo(untrusted.get().reason()) < 0;
    }

    private boolean isOf(X509Identity identity) {
        if (!identity.isNamedBy(leaf)) {
            return false;
        }
        boolean rightLogin = identity.isLoginOf(leaf);
        otherLogin |= !rightLogin;
        return rightLogin;
    }

    private SignatureCheck refusal() {
        if (otherLogin) {
            return new SignatureCheck.Unusable(
                    Defect.UNTRUSTED_ISSUER, "its certificate was issued for a login at another provider than counts");
        }
        if (vouchedFor || untrusted.isEmpty()) {
            return new SignatureCheck.UnknownKey(shown());
        }
        return new SignatureCheck.Unusable(
                switch (untrusted.get().reason()) {
                    case WEAK_DIGEST -> Defect.WEAK_DIGEST;
                    case UNSUPPORTED -> Defect.UNSUPPORTED;
                    case FORBIDDEN, UNKNOWN -> Defect.UNTRUSTED_ISSUER;
                },
                "signed with a certificate that does not count: "
                        + untrusted.get().detail());
    }

    /** Whom it names, if that is fit to be shown. */
    private String shown() {
        for (String email : leaf.emails()) {
            if (isFit(email, LONGEST_EMAIL)) {
                return "x509:" + email;
            }
        }
        for (String uri : leaf.uris()) {
            if (isFit(uri, LONGEST_URI)) {
                return "x509:" + uri;
            }
        }
        return leaf.fingerprint();
    }

    private static boolean isFit(String name, int longest) {
        return name.length() <= longest && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private SignatureCheck valid(EnrolledKey enrolled, X509Identity identity, Chain chain) throws Refused {
        if (!leaf.maySignData()) {
            throw Refused.of(Defect.NOT_A_SIGNING_KEY, "its certificate does not let this key sign code or mail");
        }
        Instant end = chain.end().at().plusSeconds(1);
        String ending = ": " + chain.end().what() + " on";
        if (identity.judgedWithin().isPresent()) {
            end = signingTime(chain).plus(identity.judgedWithin().get());
            ending = ": its certificate is short-lived, and what it signed then had to come by";
        }
        SigningKey key = new SigningKey(
                new Fingerprint(leaf.fingerprint()),
                KeyType.X509,
                leaf.key().algorithm(),
                chain.leastRsaBits(),
                Optional.of(chain.from()),
                Optional.of(end),
                ending,
                chain.revoked().map(CmsIdentity::revocation));
        return new SignatureCheck.Valid(enrolled, key, Optional.empty());
    }

    private Instant signingTime(Chain chain) throws Refused {
        Optional<Instant> time = message.signer().attributes().signingTime();
        if (time.isEmpty()) {
            throw Refused.malformed("it does not say when it was made, and its certificate is judged at that time");
        }
        if (time.get().isBefore(chain.from()) || time.get().isAfter(chain.end().at())) {
            throw Refused.of(
                    Defect.NOT_VALID_THEN, "its certificate was not valid at the time that the signature gives");
        }
        return time.get();
    }

    private static Revocation revocation(dev.refwarden.format.x509.Revoked revoked) {
        return new Revocation(
                switch (revoked.reason()) {
                    case COMPROMISED -> Revocation.Kind.COMPROMISED;
                    case UNSPECIFIED -> Revocation.Kind.UNSPECIFIED;
                    case SOFT -> Revocation.Kind.SOFT;
                },
                revoked.at());
    }
}

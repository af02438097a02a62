package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;

/**
 * A complete list of the certificates that one authority revoked (RFC 5280, section 5), signed by it.
 *
 * @param issuer in the form in which names are compared
 * @param until when the next one is due: what is missing from this one proves nothing from then on
 */
record RevocationList(String issuer, Map<BigInteger, Revoked> revoked, Instant until) {
    RevocationList {
        revoked = Map.copyOf(revoked);
    }

    /**
     * Reads a list.
     *
     * @param authority whoever might have signed it
     */
    static RevocationList read(byte[] der, Iterable<Certificate> authority) throws Malformed {
        SignedPart signed = SignedPart.read(der, "revocation list");
        try {
            TBSCertList list = TBSCertList.getInstance(signed.body());
            String issuer = NameText.canonical(list.getIssuer());
            refusePartial(list.getExtensions());
            refuseUnsigned(issuer, signed, authority);
            Time next = list.getNextUpdate();
            if (next == null) {
                throw new Malformed("a revocation list does not say when the next one is due");
            }
            return new RevocationList(issuer, entries(list), next.getDate().toInstant());
        } catch (RuntimeException e) {
            // Bouncy Castle has many ways to say that the structure is another than the one of a list.
            throw new Malformed("a revocation list is damaged");
        }
    }

    Optional<Revoked> revocation(Certificate certificate) {
        return issuer.equals(certificate.issuer())
                ? Optional.ofNullable(revoked.get(certificate.serial()))
                : Optional.empty();
    }

    private static void refuseUnsigned(String name, SignedPart signed, Iterable<Certificate> authority)
            throws Malformed {
        for (Certificate issuer : authority) {
            if (issuer.subject().equals(name) && issuer.extensions().signsLists() && signed.isBy(issuer.key())) {
                return;
            }
        }
        throw new Malformed("a revocation list is signed by none of the authority's certificates");
    }

    /** A list that covers a part, or only what changed, says nothing of the certificates it leaves out. */
    private static void refusePartial(@org.jspecify.annotations.Nullable Extensions extensions) throws Malformed {
        if (extensions == null) {
            return;
        }
        if (extensions.getExtension(Extension.deltaCRLIndicator) != null
                || extensions.getExtension(Extension.issuingDistributionPoint) != null) {
            throw new Malformed("a revocation list covers only a part of what its authority issued");
        }
        if (extensions.getCriticalExtensionOIDs().length > 0) {
            throw new Malformed("a revocation list says something critical that is not understood");
        }
    }

    private static Map<BigInteger, Revoked> entries(TBSCertList list) throws Malformed {
        Map<BigInteger, Revoked> entries = new HashMap<>();
        for (TBSCertList.CRLEntry entry : list.getRevokedCertificates()) {
            Optional<Extensions> extensions = Optional.ofNullable(entry.getExtensions());
            if (extensions.isPresent()) {
                for (ASN1ObjectIdentifier critical : extensions.get().getCriticalExtensionOIDs()) {
                    if (!critical.equals(Extension.reasonCode)) {
                        throw new Malformed("a revocation list says something critical that is not understood");
                    }
                }
            }
            Instant at = entry.getRevocationDate().getDate().toInstant();
            entries.put(entry.getUserCertificate().getValue(), new Revoked(reason(extensions), at));
        }
        return entries;
    }

    private static Revoked.Reason reason(Optional<Extensions> extensions) {
        Optional<Integer> code = extensions
                .map(all -> all.getExtensionParsedValue(Extension.reasonCode))
                .map(value -> ASN1Enumerated.getInstance(value).intValueExact());
        return switch (code.orElse(CRLReason.unspecified)) {
            case CRLReason.keyCompromise, CRLReason.cACompromise, CRLReason.aACompromise -> Revoked.Reason.COMPROMISED;
            case CRLReason.affiliationChanged,
                    CRLReason.superseded,
                    CRLReason.cessationOfOperation,
                    CRLReason.privilegeWithdrawn -> Revoked.Reason.SOFT;
            default -> Revoked.Reason.UNSPECIFIED;
        };
    }
}

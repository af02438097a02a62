package dev.refwarden.format.x509;

import dev.refwarden.crypto.Digests;
import dev.refwarden.crypto.EcPublicKey;
import dev.refwarden.crypto.Ed25519PublicKey;
import dev.refwarden.crypto.RsaPublicKey;
import dev.refwarden.format.Malformed;
import java.util.List;
import java.util.Optional;

/** The public key in a certificate, as far as it can be used to verify signatures. */
sealed interface CertifiedKey {
    /** For people, such as {@code rsa3072} or {@code p256}. */
    String algorithm();

    /** Whether {@code signature} is by this key and the scheme over {@code signed}. */
    boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) throws Malformed;

    /** Size of the modulus, 0 where it is not RSA. */
    default int rsaBits() {
        return 0;
    }

    /** Why nothing by it can be verified; absent where that can be done. */
    default Optional<String> unsupported() {
        return Optional.empty();
    }

    /** About how long one verification takes, in milliseconds and at least 1. */
    default int cost() {
        return 1;
    }

    /**
     * RSA.
     *
     * @param least where the key is for RSASSA-PSS alone: with what it may sign, and the least salt; absent where it may
     *     sign with everything
     * @param pssOnly whether it is for RSASSA-PSS alone
     */
    record Rsa(RsaPublicKey key, boolean pssOnly, Optional<SignatureScheme> least) implements CertifiedKey {
        @Override
        public String algorithm() {
            return "rsa" + key.bits();
        }

        @Override
        public int rsaBits() {
            return key.bits();
        }

        @Override
        public int cost() {
            long thousands = key.bits() / 1024 + 1L;
            return (int) (1 + thousands * thousands * key.exponent().bitLength() / 256);
        }

        @Override
        public boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) {
            return switch (scheme.kind()) {
                case RSA -> !pssOnly && key.verifies(scheme.rsaDigest(), hash(scheme, signed), signature);
                case RSA_PSS ->
                    isAllowed(scheme)
                            && key.verifiesPss(scheme.digest(), hash(scheme, signed), signature, scheme.saltLength());
                case ECDSA, ED25519 -> false;
            };
        }

        private boolean isAllowed(SignatureScheme scheme) {
            return least.isEmpty()
                    || (least.get().digest().equals(scheme.digest())
                            && least.get().saltLength() <= scheme.saltLength());
        }
    }

    /** ECDSA on the curve that {@code algorithm} names. */
    record Ec(String algorithm, EcPublicKey key) implements CertifiedKey {
        @Override
        public int cost() {
            return 3;
        }

        @Override
        public boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) throws Malformed {
            if (scheme.kind() != SignatureScheme.Kind.ECDSA) {
                return false;
            }
            if (!Asn1.isDer(signature)) {
                throw new Malformed("its two numbers are not in DER");
            }
            List<Asn1> numbers =
                    Asn1.read(signature).expect(Asn1.SEQUENCE, "signature").children();
            if (numbers.size() != 2) {
                throw new Malformed("it is not two numbers");
            }
            return key.verifies(
                    hash(scheme, signed),
                    numbers.get(0).number(),
                    numbers.get(1).number());
        }
    }

    /** Ed25519. */
    record Ed25519(Ed25519PublicKey key) implements CertifiedKey {
        @Override
        public String algorithm() {
            return "ed25519";
        }

        @Override
        public boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) {
            return scheme.kind() == SignatureScheme.Kind.ED25519 && key.verifies(signed, signature);
        }
    }

    /**
     * One by which nothing can be verified.
     *
     * @param what for people: {@code a key on a curve that is not supported}
     */
    record Unsupported(String what) implements CertifiedKey {
        @Override
        public String algorithm() {
            return "unsupported";
        }

        @Override
        public Optional<String> unsupported() {
            return Optional.of(what);
        }

        @Override
        public boolean verifies(SignatureScheme scheme, byte[] signed, byte[] signature) {
            return false;
        }
    }

    private static byte[] hash(SignatureScheme scheme, byte[] signed) {
        return Digests.of(scheme.digest()).digest(signed);
    }
}

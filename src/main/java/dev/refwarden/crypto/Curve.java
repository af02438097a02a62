package dev.refwarden.crypto;

import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** Curves over prime fields: those of NIST and secp256k1 (SEC 2), and the brainpool ones (RFC 5639). */
public enum Curve {
    P256("secp256r1", 32),
    P384("secp384r1", 48),
    P521("secp521r1", 66),
    BRAINPOOL_P256R1("brainpoolP256r1", 32),
    BRAINPOOL_P384R1("brainpoolP384r1", 48),
    BRAINPOOL_P512R1("brainpoolP512r1", 64),
    SECP256K1("secp256k1", 32);

    private final String standardName;
    private final int fieldBytes;

    Curve(String standardName, int fieldBytes) {
        this.standardName = standardName;
        this.fieldBytes = fieldBytes;
    }

    /** Length of a coordinate. */
    public int fieldBytes() {
        return fieldBytes;
    }

    ECDomainParameters domain() {
        X9ECParameters fast = CustomNamedCurves.getByName(standardName);
        return new ECDomainParameters(fast != null ? fast : TeleTrusTNamedCurves.getByName(standardName));
    }
}

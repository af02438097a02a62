package dev.refwarden.crypto;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The NIST curves over prime fields (SEC 2). */
public enum Curve {
    P256("secp256r1", 32),
    P384("secp384r1", 48),
    P521("secp521r1", 66);

    private final String secName;
    private final int fieldBytes;

    Curve(String secName, int fieldBytes) {
        this.secName = secName;
        this.fieldBytes = fieldBytes;
    }

    /** Length of a coordinate. */
    public int fieldBytes() {
        return fieldBytes;
    }

    ECDomainParameters domain() {
        X9ECParameters parameters = CustomNamedCurves.getByName(secName);
        return new ECDomainParameters(parameters);
    }
}

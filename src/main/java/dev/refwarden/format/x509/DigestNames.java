package dev.refwarden.format.x509;

import java.util.Map;

/** The digests that certificates and messages name. */
final class DigestNames {
    private static final Map<String, String> BY_OID = Map.of(
            "1.2.840.113549.2.5", "MD5",
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private DigestNames() {}

    /** As Java calls it; empty where it is not supported. */
    public static String of(String oid) {
        return BY_OID.getOrDefault(oid, "");
    }
}

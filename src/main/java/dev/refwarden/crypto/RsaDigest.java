package dev.refwarden.crypto;

import java.util.HexFormat;

/**
 * A digest as PKCS #1 v1.5 signatures name it: the fixed bytes in front of the hash (RFC 8017,
 * section 9.2, note 1).
 */
public enum RsaDigest {
    /** Only for what the security owner vouches for anyway, such as bindings inside a certificate. */
    SHA1("3021300906052b0e03021a05000414"),
    SHA224("302d300d06096086480165030402040500041c"),
    SHA256("3031300d060960864801650304020105000420"),
    SHA384("3041300d060960864801650304020205000430"),
    SHA512("3051300d060960864801650304020305000440"),
    SHA3_256("3031300d060960864801650304020805000420"),
    SHA3_512("3051300d060960864801650304020a05000440");

    private final String prefix;

    RsaDigest(String prefix) {
        this.prefix = prefix;
    }

    byte[] prefix() {
        return HexFormat.of().parseHex(prefix);
    }

    /** In bytes; the last byte of the prefix says it. */
    int hashLength() {
        return Integer.parseInt(prefix.substring(prefix.length() - 2), 16);
    }
}

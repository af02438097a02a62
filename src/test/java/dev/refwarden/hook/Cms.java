package dev.refwarden.hook;

import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** Signed data of any shape, with a signature that proves nothing. */
final class Cms {
    private Cms() {}

    static byte[] signedData(List<byte[]> certificates, Certificate leaf, DERSet attributes) {
        ASN1EncodableVector all = new ASN1EncodableVector();
        certificates.forEach(certificate -> all.add(Certificate.getInstance(certificate)));
        AlgorithmIdentifier digest = new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"));
        DERSequence signer = sequence(
                new ASN1Integer(1),
                sequence(leaf.getIssuer(), leaf.getSerialNumber()),
                digest,
                new DERTaggedObject(false, 0, attributes),
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2")),
                new DEROctetString(new byte[70]));
        DERSequence data = sequence(
                new ASN1Integer(1),
                new DERSet(digest),
                sequence(PKCSObjectIdentifiers.data),
                new DERTaggedObject(false, 0, new DERSet(all)),
                new DERSet(signer));
        return encoded(sequence(PKCSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, data)));
    }

    /** Sequences within sequences, each with the length that it should have. */
    static byte[] nested(int bytes) {
        byte[] all = new byte[bytes];
        int at = bytes;
        while (at > 6) {
            int length = bytes - at;
            byte[] head = join(new byte[] {0x30, (byte) 0x84}, number(length, 4));
            at -= head.length;
            System.arraycopy(head, 0, all, at, head.length);
        }
        return Arrays.copyOfRange(all, at, bytes);
    }

    static DERSequence sequence(ASN1Encodable... parts) {
        return new DERSequence(parts);
    }

    private static byte[] encoded(ASN1Primitive value) {
        try {
            return value.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.refwarden.hook;

import static dev.refwarden.format.openpgp.OpenPgpForge.armor;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.number;
import static dev.refwarden.format.openpgp.OpenPgpForge.packet;
import static dev.refwarden.format.openpgp.OpenPgpForge.subpacket;
import static dev.refwarden.hook.Worst.quick;
import static dev.refwarden.hook.Worst.slow;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.format.x509.TestAuthority;
import dev.refwarden.format.x509.TestAuthority.Shape;
import dev.refwarden.git.ObjectId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x509.Certificate;

/** Signatures: certificates with huge names, ASN.1 without end, and packets without number. */
final class WorstSignatures {
    private static final int MIB = 1 << 20;

    private WorstSignatures() {}

    static List<Worst> all() {
        return List.of(
                quick("x509-names-in-one-part", Worst.End.REFUSED, push -> names(push, 1, "+OU=y", 4_000)),
                slow("x509-names-in-many-parts", Worst.End.REFUSED, push -> names(push, 16, ",OU=y", 20_000)),
                slow("x509-names-in-one-part-often", Worst.End.REFUSED, push -> names(push, 16, "+OU=y", 20_000)),
                slow("x509-issuers-in-a-ring", Worst.End.REFUSED, WorstSignatures::ring),
                slow("cms-nested", Worst.End.REFUSED, push -> cms(push, Cms.nested(2 * MIB))),
                slow(
                        "cms-of-many-parts",
                        Worst.End.REFUSED,
                        push -> cms(push, "\60\0".repeat(4 * MIB).getBytes(ISO_8859_1))),
                slow("cms-of-many-attributes", Worst.End.REFUSED, WorstSignatures::attributes),
                slow(
                        "openpgp-packets",
                        Worst.End.REFUSED,
                        push -> openPgp(push, "\u00c2\0".repeat(2 * MIB).getBytes(ISO_8859_1))),
                slow("openpgp-subpackets", Worst.End.REFUSED, WorstSignatures::subpackets),
                slow("openpgp-subpackets-of-3000", Worst.End.REFUSED, WorstSignatures::manySubpackets),
                slow("openpgp-number-of-65535-bits", Worst.End.REFUSED, WorstSignatures::longNumber),
                slow(
                        "openpgp-partial-lengths",
                        Worst.End.REFUSED,
                        push -> openPgp(push, "\u00c2\u00e0x".repeat(MIB).getBytes(ISO_8859_1))));
    }

    private static void names(Hostile push, int commits, String part, int parts) {
        String name = "x" + part.repeat(parts);
        List<byte[]> certificates = new ArrayList<>();
        TestAuthority issuer = TestAuthority.root(name);
        for (int i = 0; i < 14; i++) {
            issuer = issuer.issue(name, Shape.authority());
            certificates.add(issuer.encoded());
        }
        certificates.add(issuer.issue(name, Shape.leaf("alice@example.org")).encoded());
        signedBy(push, commits, certificates);
    }

    /** All of one name, each certified by each other: the ways through them are more than can be gone. */
    private static void ring(Hostile push) {
        TestAuthority issuer = TestAuthority.root("x");
        List<byte[]> certificates = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            certificates.add(issuer.crossCertifiedBy(issuer, Shape.authority()).encoded());
        }
        certificates.add(issuer.issue("leaf", Shape.leaf("alice@example.org")).encoded());
        signedBy(push, 20, certificates);
    }

    private static void signedBy(Hostile push, int commits, List<byte[]> certificates) {
        byte[] last = certificates.get(certificates.size() - 1);
        byte[] cms = Cms.signedData(certificates, Certificate.getInstance(last), new DERSet());
        ObjectId tree = push.tree();
        List<ObjectId> parents = List.of();
        for (int i = 0; i < commits; i++) {
            parents = List.of(
                    push.commit("m" + i + "\n", header("SIGNED MESSAGE", cms), tree, parents.toArray(ObjectId[]::new)));
        }
        push.create("refs/heads/signed/x", parents.get(0));
    }

    private static void attributes(Hostile push) {
        byte[] leaf = HostileServer.AUTHORITY
                .issue("leaf", Shape.leaf("alice@example.org"))
                .encoded();
        ASN1EncodableVector many = new ASN1EncodableVector();
        for (int i = 0; i < 50_000; i++) {
            many.add(Cms.sequence(new ASN1ObjectIdentifier("1.2.3." + i), new DERSet(new ASN1Integer(i))));
        }
        byte[] cms = Cms.signedData(List.of(leaf), Certificate.getInstance(leaf), new DERSet(many));
        push.create("refs/heads/signed/x", push.commit("m\n", header("SIGNED MESSAGE", cms), push.tree()));
    }

    private static void cms(Hostile push, byte[] content) {
        push.create("refs/heads/signed/x", push.commit("m\n", header("SIGNED MESSAGE", content), push.tree()));
    }

    private static void openPgp(Hostile push, byte[] packets) {
        push.create("refs/heads/signed/x", push.commit("m\n", header("PGP", packets), push.tree()));
    }

    private static byte[] withSubpackets(int length) {
        List<byte[]> parts = new ArrayList<>();
        for (int size = 0; size < length - 40; size += 2) {
            parts.add(subpacket(100, new byte[0]));
        }
        parts.add(OpenPgpForge.made(OpenPgpForge.BORN));
        parts.add(OpenPgpForge.issuerFingerprint(HostileServer.OPENPGP));
        byte[] hashed = join(parts.toArray(byte[][]::new));
        return packet(2, OpenPgpForge.signature(HostileServer.OPENPGP, 0, 8, hashed, hashed, new byte[0]));
    }

    private static void subpackets(Hostile push) {
        openPgp(push, withSubpackets(65_000));
    }

    private static void manySubpackets(Hostile push) {
        String header = header("PGP", withSubpackets(65_000));
        ObjectId tree = push.tree();
        ObjectId tip = push.commit("first\n", header, tree);
        for (int i = 0; i < 3_000; i++) {
            tip = push.commit("m" + i + "\n", header, tree, tip);
        }
        push.create("refs/heads/signed/x", tip);
    }

    private static void longNumber(Hostile push) {
        byte[] number = join(number(65_535, 2), "\177".repeat(8_192).getBytes(US_ASCII));
        byte[] body = join(new byte[] {4, 0, 22, 8, 0, 0, 0, 0, 1, 2}, number, number);
        openPgp(push, packet(2, body));
    }

    private static String header(String label, byte[] binary) {
        byte[] text = label.equals("PGP")
                ? armor("SIGNATURE", binary)
                : ("-----BEGIN " + label + "-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(binary) + "\n-----END "
                                + label + "-----\n")
                        .getBytes(US_ASCII);
        return "\ngpgsig " + new String(text, US_ASCII).stripTrailing().replace("\n", "\n ") + "\n";
    }
}

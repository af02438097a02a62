package dev.refwarden.format.ssh;

import static dev.refwarden.format.Defect.BAD_SIGNATURE;
import static dev.refwarden.format.Defect.MALFORMED;
import static dev.refwarden.format.Defect.UNSUPPORTED;
import static dev.refwarden.format.Defect.WEAK_DIGEST;
import static dev.refwarden.format.Defect.WEAK_KEY;
import static dev.refwarden.format.ssh.CompositeKey.LABEL;
import static dev.refwarden.format.ssh.CompositeKey.NAME;
import static dev.refwarden.format.ssh.CompositeKey.signed;
import static dev.refwarden.format.ssh.PrivateSshKey.P256_ORDER;
import static dev.refwarden.format.ssh.PrivateSshKey.followedBy;
import static dev.refwarden.format.ssh.PrivateSshKey.numbers;
import static dev.refwarden.format.ssh.PrivateSshKey.strings;
import static dev.refwarden.format.ssh.SshSigning.COMPOSITE;
import static dev.refwarden.format.ssh.SshSigning.ED25519;
import static dev.refwarden.format.ssh.SshSigning.MESSAGE;
import static dev.refwarden.format.ssh.SshSigning.ORIGIN;
import static dev.refwarden.format.ssh.SshSigning.P256;
import static dev.refwarden.format.ssh.SshSigning.RSA;
import static dev.refwarden.format.ssh.SshSigning.TOKEN;
import static dev.refwarden.format.ssh.SshSigning.TOKEN_ED25519;
import static dev.refwarden.format.ssh.SshSigning.browser;
import static dev.refwarden.format.ssh.SshSigning.by;
import static dev.refwarden.format.ssh.SshSigning.check;
import static dev.refwarden.format.ssh.SshSigning.inner;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One damage to one field of a signature that is otherwise right, and the defect that it must get. */
class SshDamageTest {
    private final List<DynamicTest> table = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> undamagedIsValid() {
        valid("ed25519", SshSigFields.by(ED25519));
        valid("ed25519 over sha256", SshSigFields.by(ED25519).hash("sha256"));
        valid("p256", SshSigFields.by(P256));
        valid("p384", SshSigFields.by(PrivateSshKey.p384()));
        valid("p521", SshSigFields.by(PrivateSshKey.p521()));
        valid("rsa-sha2-256", SshSigFields.by(PrivateSshKey.rsa("rsa-sha2-256")));
        valid("rsa-sha2-512", SshSigFields.by(RSA));
        valid("token p256", SshSigFields.by(TOKEN));
        valid("token ed25519", SshSigFields.by(TOKEN_ED25519));
        valid("mldsa44-ed25519", SshSigFields.by(COMPOSITE.named(CompositeKey.NAME)));
        valid("mldsa44-ed25519, key of the old name", SshSigFields.by(COMPOSITE.named(CompositeKey.OLD_NAME)));
        valid(
                "mldsa44-ed25519, signature of the old name",
                SshSigFields.by(COMPOSITE.named(CompositeKey.NAME, CompositeKey.OLD_NAME)));
        valid("browser", browser(1, ORIGIN, "", SshSigning::clientData));
        return table.stream();
    }

    @TestFactory
    Stream<DynamicTest> fields() {
        SshSigFields good = SshSigFields.by(ED25519);
        refused("empty", new byte[0], MALFORMED, "magic");
        refused("magic of another format", good.magic("SSHSIH"), MALFORMED, "magic");
        refused("version 0", good.version(0), MALFORMED, "version");
        refused("version 2", good.version(2), MALFORMED, "version");
        refused("version 2^32 - 1", good.version(0xffffffffL), MALFORMED, "version");
        refused("namespace empty", good.namespace(""), MALFORMED, "namespace is empty");
        refused("namespace file", good.namespace("file"), BAD_SIGNATURE, "another purpose than git");
        refused("namespace in capitals", good.namespace("Git"), BAD_SIGNATURE, "another purpose");
        refused("namespace with NUL", good.namespace("git\0"), BAD_SIGNATURE, "another purpose");
        refused("reserved field in use", good.reserved("x"), MALFORMED, "reserved field");
        for (String hash : List.of("", "sha1", "md5", "sha384", "SHA512", "sha512 ", "sha3-512")) {
            refused("hash '" + hash + "'", good.hash(hash), MALFORMED, "neither sha256 nor sha512");
        }
        refused("one byte behind all", good.trailing(1), MALFORMED, "bytes behind the signature");
        refused("many bytes behind all", good.trailing(100_000), MALFORMED, "bytes behind the signature");
        return table.stream();
    }

    @TestFactory
    Stream<DynamicTest> keys() {
        refused("bytes behind the key", key(followedBy(ED25519.blob(), 0)), MALFORMED, "bytes behind the public key");
        refused("no key", key(new byte[0]), MALFORMED, "key type is cut short");
        refused("DSA", key(strings("ssh-dss", new byte[20])), WEAK_KEY, "DSA");
        refused("certificate", key(strings("ssh-ed25519-cert-v01@openssh.com")), UNSUPPORTED, "do not count");
        refused("of the future", key(strings("ssh-slhdsa128s")), UNSUPPORTED, "do not count");
        refused("composite without keys", key(strings("ssh-mldsa44-ed25519")), MALFORMED, "cut short");
        refused("composite short", key(strings("ssh-mldsa44-ed25519", new byte[1343])), MALFORMED, "right length");
        refused("composite long", key(strings("ssh-mldsa44-ed25519", new byte[1345])), MALFORMED, "right length");
        refused(
                "composite under another name",
                key(strings("ssh-mldsa44-ed25519@example.org", COMPOSITE.publicHalves())),
                UNSUPPORTED,
                "do not count");
        refused("type no name", key(strings("ssh ed25519")), MALFORMED, "cannot be judged");
        refused("type empty", key(strings("")), MALFORMED, "cannot be judged");
        refused("type too long", key(strings("x".repeat(65))), MALFORMED, "cannot be judged");
        refused("point short", key(strings("ssh-ed25519", new byte[31])), MALFORMED, "right length");
        refused(
                "curve of another type",
                key(strings("ecdsa-sha2-nistp256", "nistp384".getBytes(US_ASCII), new byte[97])),
                MALFORMED,
                "curve");
        refused(
                "rsa exponent even",
                key(strings(
                        "ssh-rsa",
                        new byte[] {4},
                        BigInteger.ONE.shiftLeft(2047).toByteArray())),
                MALFORMED,
                "not an RSA key");
        refused(
                "rsa modulus of 512 bits",
                key(strings(
                        "ssh-rsa", new byte[] {3}, BigInteger.ONE.shiftLeft(511).toByteArray())),
                MALFORMED,
                "far too small");
        return table.stream();
    }

    /** Whoever breaks one of the two algorithms has broken nothing. */
    @TestFactory
    Stream<DynamicTest> halvesOfAComposite() {
        CompositeKey other = new CompositeKey("another");
        composite(
                "ML-DSA of another key",
                m -> CompositeKey.joined(other.mldsa(signed(m), LABEL), COMPOSITE.ed25519(signed(m))));
        composite(
                "Ed25519 of another key",
                m -> CompositeKey.joined(COMPOSITE.mldsa(signed(m), LABEL), other.ed25519(signed(m))));
        composite("ML-DSA of zeros", m -> CompositeKey.joined(new byte[2420], COMPOSITE.ed25519(signed(m))));
        composite("Ed25519 of zeros", m -> CompositeKey.joined(COMPOSITE.mldsa(signed(m), LABEL), new byte[64]));
        composite(
                "halves swapped",
                m -> CompositeKey.joined(COMPOSITE.ed25519(signed(m)), COMPOSITE.mldsa(signed(m), LABEL)));
        composite(
                "ML-DSA without a context",
                m -> CompositeKey.joined(COMPOSITE.mldsa(signed(m), ""), COMPOSITE.ed25519(signed(m))));
        composite(
                "ML-DSA over the message",
                m -> CompositeKey.joined(COMPOSITE.mldsa(m, LABEL), COMPOSITE.ed25519(signed(m))));
        composite(
                "Ed25519 over the message",
                m -> CompositeKey.joined(COMPOSITE.mldsa(signed(m), LABEL), COMPOSITE.ed25519(m)));
        composite("of another message", m -> COMPOSITE.raw(followedBy(m, 0)));
        for (int length : new int[] {0, 64, 2420, 2483, 2485}) {
            composite("of " + length + " bytes", m -> Arrays.copyOf(COMPOSITE.raw(m), length), MALFORMED);
        }
        refused("bytes behind it", inner(COMPOSITE.named(NAME), raw -> followedBy(raw, 0)), MALFORMED, "bytes behind");
        refused("called ed25519", by(COMPOSITE.named(NAME, "ssh-ed25519")), MALFORMED, "own algorithm");
        refused(
                "Ed25519 half alone, as a key of its own",
                by(COMPOSITE.named(NAME).signing(m -> strings("ssh-ed25519", COMPOSITE.ed25519(m)))),
                MALFORMED,
                "own algorithm");
        return table.stream();
    }

    private void composite(String name, UnaryOperator<byte[]> raw) {
        composite(name, raw, BAD_SIGNATURE);
    }

    private void composite(String name, UnaryOperator<byte[]> raw, Defect defect) {
        refused(name, COMPOSITE.signing(raw), defect, "");
    }

    @TestFactory
    Stream<DynamicTest> algorithms() {
        refused("bytes behind ed25519", inner(ED25519, raw -> followedBy(raw, 0)), MALFORMED, "bytes behind");
        for (int length : new int[] {0, 63, 65}) {
            refused(
                    "ed25519 of " + length + " bytes",
                    by(ED25519.signing(m -> strings("ssh-ed25519", new byte[length]))),
                    MALFORMED,
                    "length");
        }
        refused("ed25519 of zeros", by(ED25519.signing(m -> strings("ssh-ed25519", new byte[64]))), BAD_SIGNATURE, "");
        refused(
                "ed25519 with S + L",
                by(ED25519.signing(m -> strings("ssh-ed25519", plusOrder(m)))),
                BAD_SIGNATURE,
                "");
        refused("ed25519 called ecdsa", by(ED25519.signing(P256.sign())), MALFORMED, "own algorithm");
        refused("ed25519 called token", by(ED25519.signing(TOKEN_ED25519.sign())), MALFORMED, "own algorithm");
        refused("token called ed25519", by(TOKEN_ED25519.signing(ED25519.sign())), MALFORMED, "own algorithm");
        refused("p256 called p384", by(P256.signing(PrivateSshKey.p384().sign())), MALFORMED, "own algorithm");
        refused("rsa over sha-1", rsa("ssh-rsa", m -> PrivateSshKey.rawRsa("rsa-sha2-256", m)), WEAK_DIGEST, "SHA-1");
        refused("rsa-sha2-384", rsa("rsa-sha2-384", m -> PrivateSshKey.rawRsa("rsa-sha2-512", m)), MALFORMED, "");
        refused("rsa-sha2-256 in fact 512", rsa("rsa-sha2-256", m -> rawRsa(m)), BAD_SIGNATURE, "");
        refused("rsa of zero", rsa("rsa-sha2-512", m -> new byte[256]), BAD_SIGNATURE, "");
        refused("rsa empty", rsa("rsa-sha2-512", m -> new byte[0]), BAD_SIGNATURE, "");
        refused("rsa one byte longer", rsa("rsa-sha2-512", m -> padded(rawRsa(m))), BAD_SIGNATURE, "");
        refused("bytes behind rsa", inner(RSA, raw -> followedBy(raw, 0)), MALFORMED, "bytes behind");
        return table.stream();
    }

    @TestFactory
    Stream<DynamicTest> numbersOfEcdsa() {
        p256("r zero", rs -> numbers(BigInteger.ZERO, rs[1]), MALFORMED);
        p256("s zero", rs -> numbers(rs[0], BigInteger.ZERO), MALFORMED);
        p256("r the byte 0", rs -> strings("\0", rs[1].toByteArray()), MALFORMED);
        p256("r negative", rs -> numbers(rs[0].negate(), rs[1]), MALFORMED);
        p256("s negative", rs -> numbers(rs[0], rs[1].negate()), MALFORMED);
        p256("r not the shortest", rs -> lengthened(rs[0], rs[1]), MALFORMED);
        p256("r the order", rs -> numbers(P256_ORDER, rs[1]), BAD_SIGNATURE);
        p256("r plus the order", rs -> numbers(rs[0].add(P256_ORDER), rs[1]), BAD_SIGNATURE);
        p256("s plus the order", rs -> numbers(rs[0], rs[1].add(P256_ORDER)), BAD_SIGNATURE);
        p256("r and s swapped", rs -> numbers(rs[1], rs[0]), BAD_SIGNATURE);
        p256("r and s one", rs -> numbers(BigInteger.ONE, BigInteger.ONE), BAD_SIGNATURE);
        p256("r huge", rs -> numbers(BigInteger.ONE.shiftLeft(500_000), rs[1]), BAD_SIGNATURE);
        p256("no s", rs -> numbers(rs[0]), MALFORMED);
        p256("a third number", rs -> numbers(rs[0], rs[1], rs[1]), MALFORMED);
        return table.stream();
    }

    @Test
    void everyTruncationIsMalformed() {
        for (PrivateSshKey key : List.of(ED25519, P256, RSA, TOKEN, TOKEN_ED25519)) {
            byte[] blob = SshSigFields.by(key).blob(MESSAGE);
            for (int length = 0; length < blob.length; length++) {
                assertThat(check(Arrays.copyOf(blob, length)))
                        .as("%d of %d bytes", length, blob.length)
                        .isInstanceOfSatisfying(
                                SignatureCheck.Unusable.class,
                                unusable -> assertThat(unusable.defect()).isEqualTo(MALFORMED));
            }
        }
    }

    @Test
    void hugeLengthsAnywhereNeitherThrowNorCount() {
        for (PrivateSshKey key : List.of(ED25519, P256, RSA, TOKEN, TOKEN_ED25519)) {
            byte[] blob = SshSigFields.by(key).blob(MESSAGE);
            for (int at = 0; at + 4 <= blob.length; at++) {
                for (int first : new int[] {0xff, 0x7f, 0x80}) {
                    byte[] damaged = blob.clone();
                    Arrays.fill(damaged, at, at + 4, (byte) 0xff);
                    damaged[at] = (byte) first;
                    assertThat(check(damaged)).as("at %d", at).isNotInstanceOf(SignatureCheck.Valid.class);
                }
            }
        }
    }

    private void p256(String name, java.util.function.Function<BigInteger[], byte[]> raw, Defect defect) {
        refused(
                name,
                by(P256.signing(m -> strings("ecdsa-sha2-nistp256", raw.apply(PrivateSshKey.ecdsa(m))))),
                defect,
                "");
        refused(
                name + " of a token",
                by(TOKEN.signing(m -> PrivateSshKey.tokenSignature(
                        strings(
                                "sk-ecdsa-sha2-nistp256@openssh.com",
                                raw.apply(PrivateSshKey.ecdsa(PrivateSshKey.tokenBlock(1, 7, m)))),
                        1,
                        7))),
                defect,
                "");
    }

    private void valid(String name, SshSigFields fields) {
        table.add(DynamicTest.dynamicTest(
                name, () -> assertThat(check(fields.blob(MESSAGE))).isInstanceOf(SignatureCheck.Valid.class)));
    }

    private void refused(String name, SshSigFields fields, Defect defect, String detail) {
        refused(name, fields.blob(MESSAGE), defect, detail);
    }

    private void refused(String name, byte[] blob, Defect defect, String detail) {
        table.add(DynamicTest.dynamicTest(
                name,
                () -> assertThat(check(blob)).isInstanceOfSatisfying(SignatureCheck.Unusable.class, unusable -> {
                    assertThat(unusable.defect()).isEqualTo(defect);
                    assertThat(unusable.detail()).contains(detail);
                })));
    }

    private static SshSigFields key(byte[] blob) {
        return by(new PrivateSshKey(blob, ED25519.sign()));
    }

    private static SshSigFields rsa(String algorithm, UnaryOperator<byte[]> raw) {
        return by(RSA.signing(message -> strings(algorithm, raw.apply(message))));
    }

    private static byte[] rawRsa(byte[] message) {
        return PrivateSshKey.rawRsa("rsa-sha2-512", message);
    }

    private static byte[] padded(byte[] number) {
        byte[] longer = new byte[number.length + 1];
        System.arraycopy(number, 0, longer, 1, number.length);
        return longer;
    }

    private static byte[] lengthened(BigInteger r, BigInteger s) {
        WireWriter out = new WireWriter();
        out.writeString(padded(r.toByteArray()));
        out.writeString(s.toByteArray());
        return out.toByteArray();
    }

    /** The same number modulo the group's order L, which lax checks accept. */
    private static byte[] plusOrder(byte[] message) {
        byte[] signature = PrivateSshKey.rawEd25519(message);
        byte[] order =
                new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16).toByteArray();
        int carry = 0;
        for (int i = 0; i < 32; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[31 - i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return signature;
    }
}

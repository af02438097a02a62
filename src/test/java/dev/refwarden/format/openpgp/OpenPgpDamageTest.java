package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuer;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuerFingerprint;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.number;
import static dev.refwarden.format.openpgp.OpenPgpForge.packet;
import static dev.refwarden.format.openpgp.OpenPgpForge.subpacket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.suite.Effort;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One signature and its single damages, each with its exact defect; re-signed wherever a signer could. */
class OpenPgpDamageTest {
    private static final byte[] DOCUMENT = "tree of life\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOTHING = {};
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.legacy(2);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 3);
    private static final byte[] HASHED = join(made(BORN), issuerFingerprint(ADA));
    private static final byte[] ENDS = subpacket(3, new byte[] {0, 0, 0, 60});
    /** Where the two octets stand that only say how the hash may begin. */
    private static final int HINT = 8 + HASHED.length;

    private static Keyring keys = OpenPgpPeople.keyring();

    @BeforeAll
    static void enrol() throws Exception {
        keys = keyring(certificate(ADA));
    }

    static Stream<Arguments> damages() {
        byte[] good = body(0, 8, HASHED, NOTHING);
        return Stream.of(
                damaged("text document", Defect.MALFORMED, body(1, 8, HASHED, NOTHING)),
                damaged("standalone", Defect.MALFORMED, body(2, 8, HASHED, NOTHING)),
                damaged("certification", Defect.MALFORMED, body(0x13, 8, HASHED, NOTHING)),
                damaged("version 3", Defect.UNSUPPORTED, changed(good, 0, 3)),
                damaged("version 5", Defect.UNSUPPORTED, changed(good, 0, 5)),
                damaged("MD5", Defect.WEAK_DIGEST, body(0, 1, HASHED, NOTHING)),
                damaged("SHA-1", Defect.WEAK_DIGEST, body(0, 2, HASHED, NOTHING)),
                damaged("RIPEMD-160", Defect.WEAK_DIGEST, changed(good, 3, 3)),
                damaged("unknown hash", Defect.UNSUPPORTED, changed(good, 3, 99)),
                damaged("another hash", Defect.BAD_SIGNATURE, changed(good, 3, 10)),
                damaged("no creation time", Defect.MALFORMED, body(0, 8, issuerFingerprint(ADA), NOTHING)),
                damaged("unsigned time", Defect.MALFORMED, body(0, 8, issuerFingerprint(ADA), made(BORN))),
                damaged("two times", Defect.MALFORMED, body(0, 8, join(HASHED, made(BORN)), NOTHING)),
                damaged("time of three octets", Defect.MALFORMED, body(0, 8, subpacket(2, new byte[3]), NOTHING)),
                damaged("two issuers", Defect.MALFORMED, body(0, 8, join(HASHED, issuerFingerprint(EVE)), NOTHING)),
                damaged("short issuer", Defect.MALFORMED, withIssuer(new byte[] {4, 1, 2})),
                damaged("critical unknown", Defect.MALFORMED, withMore(subpacket(0x80 | 99, NOTHING))),
                damaged("critical notation", Defect.MALFORMED, withMore(subpacket(0x80 | 20, new byte[8]))),
                damaged("empty subpacket", Defect.MALFORMED, withMore(new byte[] {0})),
                damaged("subpacket too long", Defect.MALFORMED, withMore(new byte[] {9, 1})),
                damaged("unhashed cut short", Defect.MALFORMED, body(0, 8, HASHED, new byte[] {9, 1})),
                damaged(
                        "older than its key",
                        Defect.BAD_SIGNATURE,
                        body(0, 8, join(made(BORN - 1), issuerFingerprint(ADA)), NOTHING)),
                damaged("two ends", Defect.MALFORMED, withMore(join(ENDS, ENDS))),
                damaged("number", Defect.BAD_SIGNATURE, changed(good, good.length - 1, 1 ^ good[good.length - 1])),
                damaged("byte more", Defect.MALFORMED, join(good, new byte[1])),
                damaged("byte less", Defect.MALFORMED, Arrays.copyOf(good, good.length - 1)),
                damaged(
                        "DSA",
                        Defect.WEAK_KEY,
                        OpenPgpForge.signature(OpenPgpForge.nonsense(17), 0, 8, HASHED, NOTHING, DOCUMENT)),
                damaged(
                        "ElGamal",
                        Defect.WEAK_KEY,
                        OpenPgpForge.signature(OpenPgpForge.nonsense(16), 0, 8, HASHED, NOTHING, DOCUMENT)),
                damaged("unknown algorithm", Defect.UNSUPPORTED, changed(good, 2, 100)),
                damaged(
                        "by another key",
                        Defect.BAD_SIGNATURE,
                        OpenPgpForge.signature(EVE, 0, 8, HASHED, NOTHING, DOCUMENT)),
                damaged(
                        "of another algorithm",
                        Defect.BAD_SIGNATURE,
                        OpenPgpForge.signature(SUB, 0, 8, HASHED, NOTHING, DOCUMENT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void damageIsToldByItsName(String name, Defect defect, byte[] body) {
        assertDefect(check(armored(packet(2, body))), defect);
    }

    @Test
    void undamagedSignatureIsValid() {
        assertValid(check(armored(packet(2, body(0, 8, HASHED, NOTHING)))));
    }

    @Test
    void signatureSaysItsOwnEnd() {
        SignatureCheck check = check(armored(packet(2, withMore(ENDS))));
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Valid.class,
                        valid -> assertThat(valid.ends()).contains(Instant.ofEpochSecond(BORN + 60)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 12, 14})
    void strongDigestsCount(int hash) {
        assertValid(check(armored(packet(2, body(0, hash, HASHED, NOTHING)))));
    }

    @Test
    void everythingAroundThePacketIsRefused() {
        byte[] good = packet(2, body(0, 8, HASHED, NOTHING));
        assertDefect(check(armored(join(good, good))), Defect.MALFORMED);
        assertDefect(check(armored(join(good, packet(21, NOTHING)))), Defect.MALFORMED);
        assertDefect(check(armored(join(packet(10, new byte[] {'P', 'G', 'P'}), good))), Defect.MALFORMED);
        assertDefect(check(armored(packet(11, DOCUMENT))), Defect.MALFORMED);
        assertDefect(check(armored(Arrays.copyOf(good, good.length - 1))), Defect.MALFORMED);
        assertDefect(check(armored(join(good, new byte[1]))), Defect.MALFORMED);
        assertDefect(check(armored(NOTHING)), Defect.MALFORMED);
        assertDefect(check(armored(new byte[] {(byte) 0xc2, (byte) 0xe9, 4, 0})), Defect.MALFORMED);
        assertDefect(check(armored(new byte[] {(byte) 0x8b, 4, 0})), Defect.MALFORMED);
    }

    @Test
    void armorIsReadToTheLetter() {
        String good = new String(armored(packet(2, body(0, 8, HASHED, NOTHING))), StandardCharsets.US_ASCII);
        assertValid(check(bytes(good.replace("\n", "\r\n"))));
        assertValid(check(bytes(good.replace("-----\n\n", "-----\nVersion: 1\nComment: x: y\n\n"))));
        assertValid(check(bytes(good.strip())));
        assertDefect(check(bytes(good.replace("-----\n\n", "-----\n"))), Defect.MALFORMED);
        assertDefect(check(bytes(good.replace("-----\n\n", "-----\nno header\n\n"))), Defect.MALFORMED);
        assertDefect(check(bytes(good.replace("\n-----END", "\n=AAAA\n-----END"))), Defect.MALFORMED);
        assertDefect(check(bytes(good.replace("\n-----END", "!\n-----END"))), Defect.MALFORMED);
        assertDefect(check(bytes(good + "more\n")), Defect.MALFORMED);
        assertDefect(check(bytes(good + good)), Defect.MALFORMED);
        assertDefect(check(bytes(" " + good)), Defect.MALFORMED);
        assertDefect(check(bytes(good.replace("SIGNATURE", "MESSAGE"))), Defect.MALFORMED);
        assertValid(OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), bytes(good + "more\n"), true, keys));
        assertDefect(
                OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), bytes(good + good), true, keys), Defect.MALFORMED);
    }

    @Test
    void harmlessSubpacketsChangeNothing() {
        assertValid(check(armored(packet(2, withMore(subpacket(99, NOTHING))))));
        assertValid(check(armored(packet(2, withMore(subpacket(20, new byte[8]))))));
        assertValid(check(armored(packet(2, withMore(subpacket(3, number(1, 4)))))));
        assertValid(check(armored(packet(2, body(0, 8, HASHED, subpacket(0x80 | 99, NOTHING))))));
    }

    @Test
    void everyKindOfKeyVerifies() throws Exception {
        for (OpenPgpForge.Key key : List.of(
                OpenPgpForge.rsa(2048, 5),
                OpenPgpForge.legacy(6),
                OpenPgpForge.ed448(4, 7),
                OpenPgpForge.ed25519(6, 8),
                OpenPgpForge.ed448(6, 9))) {
            Keyring one = keyring(certificate(key));
            for (int i = 0; i < 40; i++) {
                byte[] hashed = join(made(BORN + i), issuerFingerprint(key));
                byte[] signature = OpenPgpForge.signature(key, 0, key.hash(), hashed, NOTHING, DOCUMENT);
                assertValid(check(armored(packet(2, signature)), one));
            }
        }
    }

    @Test
    void saltOfAnotherLengthIsRefused() throws Exception {
        OpenPgpForge.Key key = OpenPgpForge.ed25519(6, 8);
        byte[] hashed = join(made(BORN), issuerFingerprint(key));
        byte[] good = OpenPgpForge.signature(key, 0, 8, hashed, NOTHING, DOCUMENT);
        int salt = 4 + 4 + hashed.length + 4 + 2;
        byte[] longer =
                join(Arrays.copyOf(good, salt), new byte[] {17, 0}, Arrays.copyOfRange(good, salt + 1, good.length));
        assertDefect(check(armored(packet(2, longer)), keyring(certificate(key))), Defect.MALFORMED);
    }

    /** Unhashed subpackets are absent here, so that every bit of the packet matters. */
    @Test
    void everyFlippedBitIsSeen() {
        byte[] body = body(0, 8, HASHED, NOTHING);
        for (int bit = 0; bit < 8 * body.length; bit++) {
            byte[] flipped = body.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            boolean hint = bit / 8 == HINT || bit / 8 == HINT + 1;
            assertThat(check(armored(packet(2, flipped))) instanceof SignatureCheck.Valid)
                    .as("bit " + bit)
                    .isEqualTo(hint);
        }
        byte[] armor = armored(packet(2, body));
        for (int bit = 0; bit < 8 * DOCUMENT.length; bit++) {
            byte[] flipped = DOCUMENT.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertDefect(OpenPgpSignature.check(SignedBytes.whole(flipped), armor, false, keys), Defect.BAD_SIGNATURE);
        }
    }

    @Test
    void noiseIsNeverValidAndNeverAnException() {
        Random random = new Random(7);
        byte[] body = body(0, 8, HASHED, NOTHING);
        byte[] good = packet(2, body);
        int hint = good.length - body.length + HINT;
        for (int i = 0; i < Effort.rounds(5_000); i++) {
            byte[] noise = good.clone();
            for (int n = 0; n <= random.nextInt(6); n++) {
                noise[random.nextInt(noise.length)] = (byte) (random.nextInt(255) + 1);
            }
            SignatureCheck check = check(armored(noise));
            System.arraycopy(good, hint, noise, hint, 2);
            assertThat(check instanceof SignatureCheck.Valid).isEqualTo(Arrays.equals(noise, good));
        }
    }

    private static Arguments damaged(String name, Defect defect, byte[] body) {
        return Arguments.of(name, defect, body);
    }

    private static byte[] body(int type, int hash, byte[] hashed, byte[] unhashed) {
        return OpenPgpForge.signature(ADA, type, hash, hashed, unhashed, DOCUMENT);
    }

    private static byte[] withMore(byte[] subpackets) {
        return body(0, 8, join(HASHED, subpackets), NOTHING);
    }

    private static byte[] withIssuer(byte[] issuer) {
        return body(0, 8, join(made(BORN), subpacket(33, issuer)), NOTHING);
    }

    private static byte[] changed(byte[] body, int at, int value) {
        byte[] changed = body.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static byte[] armored(byte[] binary) {
        return OpenPgpForge.armor("SIGNATURE", binary);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Keyring keyring(byte[]... certificates) throws Exception {
        List<OpenPgpCertificate> parsed = new ArrayList<>();
        for (byte[] certificate : certificates) {
            parsed.add(OpenPgpCertificate.parse(certificate));
        }
        return OpenPgpPeople.keyring(parsed);
    }

    private static SignatureCheck check(byte[] armor) {
        return check(armor, keys);
    }

    private static SignatureCheck check(byte[] armor, Keyring keyring) {
        return OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), armor, false, keyring);
    }

    private static void assertValid(SignatureCheck check) {
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
    }

    private static void assertDefect(SignatureCheck check, Defect defect) {
        assertThat(check)
                .isInstanceOfSatisfying(
                        SignatureCheck.Unusable.class,
                        unusable -> assertThat(unusable.defect())
                                .as(unusable.detail())
                                .isEqualTo(defect));
    }
}

package dev.refwarden.signature;

import static dev.refwarden.signature.Defect.BAD_SIGNATURE;
import static dev.refwarden.signature.Defect.MALFORMED;
import static dev.refwarden.signature.PrivateSshKey.followedBy;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.key.Keyring;
import dev.refwarden.key.TestKeys;
import dev.refwarden.object.SignedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of one real signature by a FIDO token when a single thing in it is damaged. */
class TokenDamageTest {
    private static final byte[] MESSAGE = "what was signed\n".getBytes(US_ASCII);
    private static final PrivateSshKey ED25519 = PrivateSshKey.ed25519();
    private static final PrivateSshKey P256 = PrivateSshKey.p256();
    private static final PrivateSshKey RSA = PrivateSshKey.rsa("rsa-sha2-512");
    private static final PrivateSshKey TOKEN = PrivateSshKey.tokenP256(1, 7);
    private static final PrivateSshKey TOKEN_ED25519 = PrivateSshKey.tokenEd25519(1, 7);
    private static final String ORIGIN = "https://keys.example.org";
    private static final Keyring KEYS = TestKeys.keyring(
            ED25519.publicKey(),
            P256.publicKey(),
            PrivateSshKey.p384().publicKey(),
            PrivateSshKey.p521().publicKey(),
            RSA.publicKey(),
            TOKEN.publicKey(),
            TOKEN_ED25519.publicKey());
    private final List<DynamicTest> table = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> tokens() {
        for (int bit : new int[] {0x02, 0x08, 0x10, 0x20, 0x40, 0x80}) {
            String name = "flag " + Integer.toHexString(bit);
            String detail = (bit & 0x18) != 0 ? "backed up" : "more than touch and PIN";
            refused(name + " of p256", by(PrivateSshKey.tokenP256(bit | 1, 7)), MALFORMED, detail);
            refused(name + " of ed25519", by(PrivateSshKey.tokenEd25519(bit | 1, 7)), MALFORMED, detail);
        }
        for (PrivateSshKey token : List.of(TOKEN, TOKEN_ED25519)) {
            refused("no flags", inner(token, raw -> cut(raw, 5)), MALFORMED, "flags is missing");
            refused("no counter", inner(token, raw -> cut(raw, 4)), MALFORMED, "counter is cut short");
            refused("counter of 3 bytes", inner(token, raw -> cut(raw, 1)), MALFORMED, "counter is cut short");
            refused("bytes behind the counter", inner(token, raw -> followedBy(raw, 0)), MALFORMED, "bytes behind");
            refused("other flags than signed", inner(token, raw -> changed(raw, raw.length - 5)), BAD_SIGNATURE, "");
            refused("other counter than signed", inner(token, raw -> changed(raw, raw.length - 1)), BAD_SIGNATURE, "");
        }
        return table.stream();
    }

    @TestFactory
    Stream<DynamicTest> browsers() {
        UnaryOperator<String> good = TokenDamageTest::clientData;
        refused("made, not asked for", browser(1, ORIGIN, "", c -> good.apply(c).replace("get", "create")));
        refused("another challenge", browser(1, ORIGIN, "", c -> good.apply("AAAA" + c.substring(4))));
        refused("padded challenge", browser(1, ORIGIN, "", c -> good.apply(c + "=")));
        refused("another origin", browser(1, "https://evil.example", "", good));
        refused("beginning of the origin", browser(1, "https://keys.example", "", good));
        refused("a blank in the JSON", browser(1, ORIGIN, "", c -> good.apply(c).replace("{", "{ ")));
        refused(
                "cut behind the origin",
                browser(1, ORIGIN, "", c -> good.apply(c).replace(",\"crossOrigin\":false}", "")));
        refused("empty", browser(1, ORIGIN, "", c -> ""));
        refused("a quote in the origin", browser(1, ORIGIN + "\",\"x\":\"", "", good), MALFORMED, "no origin");
        refused("extensions without their flag", browser(1, ORIGIN, "x", good), MALFORMED, "extensions");
        refused("extensions with their flag", browser(0x81, ORIGIN, "x", good), MALFORMED, "extensions");
        refused("flag of extensions", browser(0x81, ORIGIN, "", good), MALFORMED, "more than touch and PIN");
        refused("no client data", inner(TOKEN, raw -> named(PrivateSshKey.WEBAUTHN, raw)), MALFORMED, "origin is cut");
        PrivateSshKey onEd25519 =
                TOKEN_ED25519.signing(browser(1, ORIGIN, "", good).key().sign());
        refused("with an ed25519 key", by(onEd25519), MALFORMED, "own algorithm");
        return table.stream();
    }

    private void refused(String name, SshSigFields fields) {
        refused(name, fields, BAD_SIGNATURE, "the browser signed something else");
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

    private static SignatureCheck check(byte[] blob) {
        return SshSignature.check(blob, "git", SignedBytes.whole(MESSAGE), KEYS);
    }

    private static SshSigFields by(PrivateSshKey key) {
        return SshSigFields.by(key);
    }

    private static SshSigFields inner(PrivateSshKey key, UnaryOperator<byte[]> damage) {
        return by(key.signing(message -> damage.apply(key.sign().apply(message))));
    }

    private static SshSigFields browser(int flags, String origin, String extensions, UnaryOperator<String> clientData) {
        return by(PrivateSshKey.browser(flags, origin, extensions, clientData));
    }

    private static String clientData(String challenge) {
        return "{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + ORIGIN
                + "\",\"crossOrigin\":false}";
    }

    private static byte[] named(String algorithm, byte[] signature) {
        int nameLength = signature[3];
        WireWriter out = new WireWriter();
        out.writeString(algorithm.getBytes(US_ASCII));
        out.writeRaw(Arrays.copyOfRange(signature, 4 + nameLength, signature.length));
        return out.toByteArray();
    }

    private static byte[] cut(byte[] bytes, int behind) {
        return Arrays.copyOf(bytes, bytes.length - behind);
    }

    private static byte[] changed(byte[] bytes, int at) {
        bytes[at] ^= 4;
        return bytes;
    }
}

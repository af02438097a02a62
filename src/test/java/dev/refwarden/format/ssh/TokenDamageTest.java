package dev.refwarden.format.ssh;

import static dev.refwarden.format.Defect.BAD_SIGNATURE;
import static dev.refwarden.format.Defect.MALFORMED;
import static dev.refwarden.format.ssh.PrivateSshKey.followedBy;
import static dev.refwarden.format.ssh.SshSigning.MESSAGE;
import static dev.refwarden.format.ssh.SshSigning.ORIGIN;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of one real signature by a FIDO token when a single thing in it is damaged. */
class TokenDamageTest {
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
        UnaryOperator<String> good = SshSigning::clientData;
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
        refused("a quote in the origin", browser(1, ORIGIN + "\",\"x\":\"", "", good), MALFORMED, "not an origin");
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

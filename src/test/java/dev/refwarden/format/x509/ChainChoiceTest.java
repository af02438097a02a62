package dev.refwarden.format.x509;

import static dev.refwarden.format.x509.TestAuthority.BORN;
import static dev.refwarden.format.x509.TestAuthority.ENDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.format.Malformed;
import dev.refwarden.format.x509.TestAuthority.Shape;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several ways to an authority the best is taken, and whatever leads nowhere is passed over. */
class ChainChoiceTest {
    private static final Instant MIDDLE = Instant.parse("2026-06-01T00:00:00Z");
    private final TestAuthority root = TestAuthority.root("Root");

    @ParameterizedTest
    @ValueSource(strings = {"SHA256andMGF1", "SHA384andMGF1", "SHA512andMGF1"})
    void certificatesMayBeSignedWithPss(String digest) {
        TestAuthority rsa =
                TestAuthority.root("RSA", Shape.authority().of("RSA 1536").over(digest));
        TestAuthority between =
                rsa.issue("Between", Shape.authority().of("RSA 1536").over(digest));
        TestAuthority leaf = between.issue("Ada", Shape.leaf("ada@example.org").over(digest));
        assertThat(trusted(TestAuthority.trusted(rsa), leaf, between).certificates())
                .hasSize(3);
    }

    @Test
    void pssOverSha1IsWeak() {
        TestAuthority rsa = TestAuthority.root("RSA", Shape.authority().of("RSA 1024"));
        TestAuthority leaf = rsa.issue("Ada", Shape.leaf("ada@example.org").over("SHA1andMGF1"));
        assertThat(check(TestAuthority.trusted(rsa), leaf))
                .isEqualTo(new ChainCheck.Untrusted(
                        "its certificate is signed over SHA-1", ChainCheck.Reason.WEAK_DIGEST));
    }

    @Test
    void aWeakCertificateAboveTheLeafIsToldAsSuch() {
        TestAuthority between = root.issue("Between", Shape.authority().over("SHA1"));
        TestAuthority leaf = between.issue("Ada", Shape.leaf("ada@example.org"));
        assertThat(check(TestAuthority.trusted(root), leaf, between))
                .isEqualTo(new ChainCheck.Untrusted(
                        "a certificate above its own is signed over SHA-1", ChainCheck.Reason.WEAK_DIGEST));
    }

    @Test
    void aDigestThatIsNotJudgedIsToldAsSuch() {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org").over("SHA224"));
        assertThat(check(TestAuthority.trusted(root), leaf))
                .isEqualTo(new ChainCheck.Untrusted(
                        "its certificate is signed with an algorithm that is not supported",
                        ChainCheck.Reason.UNSUPPORTED));
    }

    @Test
    void anAuthorityWhoseKeyIsNotJudgedIsRefusedWithItsFile() {
        byte[] file = TestAuthority.root("Odd", Shape.authority().of("secp224r1"))
                .pem()
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> Authority.read(file, java.util.List.of()))
                .hasMessage("one of its certificates has a key on a curve that is not supported");
    }

    @Test
    void twoAuthoritiesOfOneNameDoNotHideEachOther() {
        TestAuthority other = TestAuthority.root("Root");
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        assertThat(check(TestAuthority.trusted(other, root), leaf)).isInstanceOf(ChainCheck.Trusted.class);
        TestAuthority between = root.issue("Between", Shape.authority());
        TestAuthority decoy = other.issue("Between", Shape.authority());
        TestAuthority deep = between.issue("Ada", Shape.leaf("ada@example.org"));
        assertThat(check(TestAuthority.trusted(root), deep, decoy, between)).isInstanceOf(ChainCheck.Trusted.class);
    }

    @Test
    void ofTwoCertificatesForOneAuthorityTheOneThatLastsCounts() {
        TestAuthority between = root.issue("Between", Shape.authority().living(BORN, MIDDLE));
        TestAuthority renewed = between.crossCertifiedBy(root, Shape.authority().living(MIDDLE, ENDS));
        TestAuthority leaf = between.issue("Ada", Shape.leaf("ada@example.org"));
        for (Authority authority :
                java.util.List.of(TestAuthority.trusted(between, renewed), TestAuthority.trusted(renewed, between))) {
            Chain chain = trusted(authority, leaf);
            assertThat(chain.end().at()).isEqualTo(ENDS);
            assertThat(chain.from())
                    .as("together they last from the first's beginning")
                    .isEqualTo(BORN);
        }
    }

    @Test
    void aWeakKeyOnOneWayIsMeasuredOnlyWhereNoOtherHolds() {
        TestAuthority weak = root.issue("Weak", Shape.authority().of("RSA 1024"));
        TestAuthority leaf = weak.issue("Ada", Shape.leaf("ada@example.org"));
        assertThat(trusted(TestAuthority.trusted(root), leaf, weak).leastRsaBits())
                .isEqualTo(1024);
        TestAuthority strong = TestAuthority.root("Strong", Shape.authority().of("RSA"));
        TestAuthority between = root.issue("Between", Shape.authority());
        TestAuthority viaStrong = between.crossCertifiedBy(strong, Shape.authority());
        TestAuthority viaWeak = between.crossCertifiedBy(weak, Shape.authority());
        TestAuthority second = between.issue("Ada", Shape.leaf("ada@example.org"));
        Chain chain = trusted(TestAuthority.trusted(root, strong), second, viaWeak, weak, viaStrong);
        assertThat(chain.leastRsaBits()).isEqualTo(2048);
    }

    @Test
    void whatCameWithOneMessageDoesNotDecideAboutTheNext() {
        TestAuthority brief = root.issue("Between", Shape.authority().living(BORN, MIDDLE));
        TestAuthority lasting = brief.crossCertifiedBy(root, Shape.authority());
        TestAuthority leaf = brief.issue("Ada", Shape.leaf("ada@example.org"));
        Authority authority = TestAuthority.trusted(root);
        assertThat(trusted(authority, leaf, brief).end().at()).isEqualTo(MIDDLE);
        assertThat(trusted(authority, leaf, lasting).end().at()).isEqualTo(ENDS);
    }

    @Test
    void extensionsThatLieTooDeepAreMalformed() {
        byte[] deep = new byte[60_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        byte[] certificate =
                root.issue("Ada", Shape.leaf("ada@example.org").withBytes(deep)).encoded();
        assertThatThrownBy(() -> Certificate.read(certificate)).isInstanceOf(Malformed.class);
    }

    @Test
    void aSetInReverseOrderTakesNoTime() {
        byte[] set = new byte[60_004];
        System.arraycopy(new byte[] {0x31, (byte) 0x82, (byte) (60_000 >> 8), (byte) (60_000 & 0xff)}, 0, set, 0, 4);
        for (int i = 4, value = 127; i < set.length; i += 3, value = value == 0 ? 127 : value - 1) {
            System.arraycopy(new byte[] {2, 1, (byte) value}, 0, set, i, 3);
        }
        assertThat(Asn1.isDer(set)).isFalse();
    }

    private static ChainCheck check(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        return authority.check(
                leaf.certificate(),
                Arrays.stream(sent).map(TestAuthority::certificate).toList());
    }

    private static Chain trusted(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        ChainCheck check = check(authority, leaf, sent);
        assertThat(check).isInstanceOf(ChainCheck.Trusted.class);
        return ((ChainCheck.Trusted) check).chain();
    }
}

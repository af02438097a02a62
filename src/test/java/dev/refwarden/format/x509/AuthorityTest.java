package dev.refwarden.format.x509;

import static dev.refwarden.format.x509.TestAuthority.BORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.format.Malformed;
import dev.refwarden.format.x509.TestAuthority.Shape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

/** Which certificates lead to an authority; what PKIX decides is held against the JDK's own validator. */
class AuthorityTest {
    private static final Instant MIDDLE = Instant.parse("2026-06-01T00:00:00Z");
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3.4.5");
    private final TestAuthority root = TestAuthority.root("Root");

    @Test
    void aLeafOfTheAuthorityIsTrustedForItsOwnLife() {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org").living(BORN, MIDDLE));
        Chain chain = trusted(TestAuthority.trusted(root), leaf);
        assertThat(chain.certificates()).containsExactly(leaf.certificate(), root.certificate());
        assertThat(chain.from()).isEqualTo(BORN);
        assertThat(chain.end().at()).isEqualTo(MIDDLE);
        assertThat(chain.revoked()).isEmpty();
    }

    @Test
    void theChainEndsWithTheFirstOfItsCertificates() {
        TestAuthority between = root.issue("Between", Shape.authority().living(BORN, MIDDLE));
        TestAuthority leaf = between.issue("Ada", Shape.leaf("ada@example.org"));
        Chain chain = trusted(TestAuthority.trusted(root), leaf, between);
        assertThat(chain.end()).isEqualTo(new Chain.End(MIDDLE, "its authority's certificate expired"));
    }

    @Test
    void anIntermediateMayComeWithTheSignatureOrLieInTheFile() {
        TestAuthority between = root.issue("Between", Shape.authority());
        TestAuthority leaf = between.issue("Ada", Shape.leaf("ada@example.org"));
        assertAgreed(true, leaf, between, root);
        assertThat(check(TestAuthority.trusted(root), leaf)).isInstanceOf(ChainCheck.Untrusted.class);
        assertThat(check(TestAuthority.trusted(root, between), leaf)).isInstanceOf(ChainCheck.Trusted.class);
    }

    @Test
    void whoeverOnlyBearsTheAuthoritysNameIsNotIt() {
        TestAuthority impostor = TestAuthority.root("Root");
        assertAgreed(false, impostor.issue("Ada", Shape.leaf("ada@example.org")), root);
        assertUntrusted("its issuer \"Root\" is not an authority here", impostor.issue("Ada", Shape.leaf("a@b.org")));
    }

    @Test
    void aLeafIssuesNothing() {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        assertAgreed(false, leaf.issue("Eve", Shape.leaf("eve@example.org")), leaf, root);
    }

    @Test
    void anAuthorityWhoseKeyIsForSomethingElseIssuesNothing() {
        Shape shape = Shape.authority().with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        TestAuthority between = root.issue("Between", shape);
        assertAgreed(false, between.issue("Ada", Shape.leaf("ada@example.org")), between, root);
    }

    @Test
    void pathsEndWhereAnAuthoritySaysSo() {
        TestAuthority last =
                root.issue("Last", Shape.authority().with(Extension.basicConstraints, true, new BasicConstraints(0)));
        assertAgreed(true, last.issue("Ada", Shape.leaf("ada@example.org")), last, root);
        TestAuthority beyond = last.issue("Beyond", Shape.authority());
        assertAgreed(false, beyond.issue("Ada", Shape.leaf("ada@example.org")), beyond, last, root);
    }

    @Test
    void namesOutsideAnAuthoritysConstraintsAreNotItsToGive() {
        GeneralSubtree permitted = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, "example.org"));
        Shape shape = Shape.authority()
                .with(Extension.nameConstraints, true, new NameConstraints(new GeneralSubtree[] {permitted}, null));
        TestAuthority between = root.issue("Between", shape);
        assertAgreed(true, between.issue("Ada", Shape.leaf("ada@example.org")), between, root);
        assertAgreed(false, between.issue("Ada", Shape.leaf("ada@example.com")), between, root);
    }

    @Test
    void excludedNamesAreNotItsToGiveEither() {
        GeneralSubtree excluded = new GeneralSubtree(new GeneralName(GeneralName.rfc822Name, "ada@example.org"));
        Shape shape = Shape.authority()
                .with(Extension.nameConstraints, true, new NameConstraints(null, new GeneralSubtree[] {excluded}));
        TestAuthority between = root.issue("Between", shape);
        assertAgreed(false, between.issue("Ada", Shape.leaf("ada@example.org")), between, root);
        assertAgreed(true, between.issue("Bob", Shape.leaf("bob@example.org")), between, root);
    }

    @Test
    void somethingCriticalThatIsNotUnderstoodIsNotPassedOver() {
        Shape leaf = Shape.leaf("ada@example.org").with(UNKNOWN, true, new DERUTF8String("x"));
        assertAgreed(false, root.issue("Ada", leaf), root);
        Shape harmless = Shape.leaf("ada@example.org").with(UNKNOWN, false, new DERUTF8String("x"));
        assertAgreed(true, root.issue("Ada", harmless), root);
        TestAuthority between = root.issue("Between", Shape.authority().with(UNKNOWN, true, new DERUTF8String("x")));
        assertAgreed(false, between.issue("Ada", Shape.leaf("ada@example.org")), between, root);
    }

    @Test
    void anAuthorityForWebServersVouchesForNoCode() {
        Shape web = Shape.authority()
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        TestAuthority between = root.issue("Between", web);
        assertThat(check(TestAuthority.trusted(root), between.issue("Ada", Shape.leaf("ada@example.org")), between))
                .isInstanceOf(ChainCheck.Untrusted.class);
    }

    @Test
    void aSignatureOverSha1IsNone() {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org").over("SHA1"));
        assertThat(check(TestAuthority.trusted(root), leaf))
                .isEqualTo(new ChainCheck.Untrusted(
                        "its certificate is signed over SHA-1", ChainCheck.Reason.WEAK_DIGEST));
    }

    @Test
    void authoritiesThatCertifyOneAnotherLeadNowhere() {
        TestAuthority one = TestAuthority.root("One");
        TestAuthority two = TestAuthority.root("Two");
        TestAuthority oneByTwo = one.crossCertifiedBy(two, Shape.authority());
        TestAuthority twoByOne = two.crossCertifiedBy(one, Shape.authority());
        TestAuthority leaf = one.issue("Ada", Shape.leaf("ada@example.org"));
        ChainCheck check = check(TestAuthority.trusted(root), leaf, oneByTwo, twoByOne);
        assertThat(check).isInstanceOf(ChainCheck.Untrusted.class);
    }

    @Test
    void aCircleDoesNotHideTheWayOut() {
        TestAuthority one = TestAuthority.root("One");
        TestAuthority two = TestAuthority.root("Two");
        TestAuthority oneByTwo = one.crossCertifiedBy(two, Shape.authority());
        TestAuthority twoByOne = two.crossCertifiedBy(one, Shape.authority());
        TestAuthority oneByRoot = one.crossCertifiedBy(root, Shape.authority());
        TestAuthority leaf = one.issue("Ada", Shape.leaf("ada@example.org"));
        assertThat(check(TestAuthority.trusted(root), leaf, oneByTwo, twoByOne, oneByRoot))
                .isInstanceOf(ChainCheck.Trusted.class);
    }

    @Test
    void aThicketOfAuthoritiesOfOneNameEnds() {
        List<TestAuthority> thicket = new ArrayList<>();
        TestAuthority issuer = TestAuthority.root("Same");
        TestAuthority leaf = issuer.issue("Ada", Shape.leaf("ada@example.org"));
        for (int i = 0; i < 15; i++) {
            thicket.add(issuer.crossCertifiedBy(issuer, Shape.authority()));
        }
        assertThat(check(TestAuthority.trusted(root), leaf, thicket.toArray(TestAuthority[]::new)))
                .isInstanceOf(ChainCheck.Untrusted.class);
    }

    @Test
    void filesThatHoldNoAuthorityAreRefused() {
        assertThatThrownBy(() -> read("nothing")).hasMessage("it holds no PEM block");
        assertThatThrownBy(() -> read("-----BEGIN CERTIFICATE-----\nAAAA"))
                .hasMessage("the END line of a block is missing");
        assertThatThrownBy(() -> read("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"))
                .hasMessage("the Base64 of a block is damaged");
        assertThatThrownBy(() -> read(TestAuthority.pem("CERTIFICATE", new byte[] {0x30, 0})))
                .hasMessage("a certificate is damaged");
        assertThatThrownBy(() -> read(TestAuthority.pem("PUBLIC KEY", new byte[] {0x30, 0})))
                .hasMessage("it holds no certificate");
        assertThatThrownBy(() ->
                        read(root.issue("Ada", Shape.leaf("ada@example.org")).pem()))
                .hasMessage("none of its certificates may issue others");
    }

    @Test
    void everyTruncationOfACertificateIsMalformed() {
        byte[] whole = root.encoded();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Certificate.read(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void noFlippedBitOfACertificateIsTrusted() {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        Authority authority = TestAuthority.trusted(root);
        byte[] good = leaf.encoded();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                Certificate certificate = Certificate.read(flipped);
                assertThat(authority.check(certificate, List.of()))
                        .as("bit %d", bit)
                        .isInstanceOf(ChainCheck.Untrusted.class);
            } catch (Malformed e) {
                assertThat(e).hasMessageMatching("[a-zA-Z0-9' ,#.]+");
            }
        }
    }

    /** Ours and the JDK's validator must say the same of a path in the middle of its life. */
    private void assertAgreed(boolean good, TestAuthority... path) {
        TestAuthority anchor = path[path.length - 1];
        TestAuthority[] between = Arrays.copyOfRange(path, 1, path.length - 1);
        assertThat(check(TestAuthority.trusted(anchor), path[0], between) instanceof ChainCheck.Trusted)
                .as("ours")
                .isEqualTo(good);
        assertThat(jdk(path)).as("the JDK's").isEqualTo(good);
    }

    private static boolean jdk(TestAuthority... path) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (TestAuthority one : path) {
                certificates.add(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.encoded())));
            }
            X509Certificate anchor = certificates.remove(certificates.size() - 1);
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(MIDDLE));
            CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(certificates), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void assertUntrusted(String detail, TestAuthority leaf) {
        assertThat(check(TestAuthority.trusted(root), leaf))
                .isEqualTo(new ChainCheck.Untrusted(detail, ChainCheck.Reason.UNKNOWN));
    }

    private static ChainCheck check(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        return authority.check(
                leaf.certificate(),
                Arrays.stream(sent).map(TestAuthority::certificate).toList());
    }

    private static Chain trusted(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        return ((ChainCheck.Trusted) check(authority, leaf, sent)).chain();
    }

    private static Authority read(String file) throws Malformed {
        return Authority.read(file.getBytes(StandardCharsets.US_ASCII), List.of());
    }
}

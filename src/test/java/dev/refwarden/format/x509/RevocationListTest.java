package dev.refwarden.format.x509;

import static dev.refwarden.format.x509.TestAuthority.BORN;
import static dev.refwarden.format.x509.TestAuthority.ENDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.format.Malformed;
import dev.refwarden.format.x509.TestAuthority.Shape;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

/** What an authority's own lists say of the certificates that it issued. */
class RevocationListTest {
    private static final Instant MIDDLE = Instant.parse("2026-06-01T00:00:00Z");
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.3.4.5");
    private final TestAuthority root = TestAuthority.root("Root");

    @Test
    void revocationsComeWithTheirReason() throws Exception {
        assertThat(revocation(CRLReason.keyCompromise)).isEqualTo(Revoked.Reason.COMPROMISED);
        assertThat(revocation(CRLReason.cACompromise)).isEqualTo(Revoked.Reason.COMPROMISED);
        assertThat(revocation(CRLReason.unspecified)).isEqualTo(Revoked.Reason.UNSPECIFIED);
        assertThat(revocation(CRLReason.certificateHold)).isEqualTo(Revoked.Reason.UNSPECIFIED);
        assertThat(revocation(CRLReason.superseded)).isEqualTo(Revoked.Reason.SOFT);
        assertThat(revocation(CRLReason.cessationOfOperation)).isEqualTo(Revoked.Reason.SOFT);
    }

    @Test
    void aChainEndsWhenItsRevocationListIsOutOfDate() throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        Authority authority = withList(root.list(BORN, MIDDLE, Map.of()));
        assertThat(trusted(authority, leaf).end())
                .isEqualTo(new Chain.End(MIDDLE, "the authority's revocation list went out of date"));
        assertThat(authority.listsEnd()).contains(MIDDLE);
    }

    @Test
    void theNewestOfSeveralListsCounts() throws Exception {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        byte[] old = root.list(BORN, BORN.plus(Duration.ofDays(1)), Map.of());
        byte[] fresh = root.list(MIDDLE, ENDS, Map.of(serial(leaf), CRLReason.keyCompromise));
        for (String lists : List.of(crl(old) + crl(fresh), crl(fresh) + crl(old))) {
            Chain chain = trusted(TestAuthority.read(root.pem() + lists), leaf);
            assertThat(chain.revoked().map(Revoked::reason)).contains(Revoked.Reason.COMPROMISED);
            assertThat(chain.end().at()).isEqualTo(ENDS);
        }
    }

    @Test
    void listsThatProveNothingAreRefusedWhenTheyAreRead() throws Exception {
        byte[] foreign = TestAuthority.root("Root").list(BORN, ENDS, Map.of());
        assertThatThrownBy(() -> withList(foreign)).hasMessageContaining("signed by none of the authority's");
        Extension delta =
                new Extension(Extension.deltaCRLIndicator, true, new ASN1Integer(BigInteger.ONE).getEncoded());
        byte[] part = root.list(BORN, ENDS, Map.of(), delta);
        assertThatThrownBy(() -> withList(part)).hasMessageContaining("covers only a part");
        Extension odd = new Extension(UNKNOWN, true, new DERUTF8String("x").getEncoded());
        assertThatThrownBy(() -> withList(root.list(BORN, ENDS, Map.of(), odd)))
                .hasMessageContaining("critical that is not understood");
        byte[] damaged = root.list(BORN, ENDS, Map.of());
        damaged[damaged.length - 1] ^= 1;
        assertThatThrownBy(() -> withList(damaged)).isInstanceOf(Malformed.class);
    }

    private static ChainCheck check(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        return authority.check(
                leaf.certificate(),
                Arrays.stream(sent).map(TestAuthority::certificate).toList());
    }

    private static Chain trusted(Authority authority, TestAuthority leaf, TestAuthority... sent) {
        return ((ChainCheck.Trusted) check(authority, leaf, sent)).chain();
    }

    private Revoked.Reason revocation(int reason) throws Malformed {
        TestAuthority leaf = root.issue("Ada", Shape.leaf("ada@example.org"));
        Chain chain = trusted(withList(root.list(BORN, ENDS, Map.of(serial(leaf), reason))), leaf);
        return chain.revoked().orElseThrow().reason();
    }

    private static BigInteger serial(TestAuthority leaf) {
        return leaf.certificate().serial();
    }

    private Authority withList(byte[] list) throws Malformed {
        return Authority.read(root.pem().getBytes(StandardCharsets.US_ASCII), List.of(list));
    }

    private static String crl(byte[] list) {
        return TestAuthority.pem("X509 CRL", list);
    }
}

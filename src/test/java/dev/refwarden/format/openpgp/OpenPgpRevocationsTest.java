package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.certification;
import static dev.refwarden.format.openpgp.OpenPgpForge.consent;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.primaryKey;
import static dev.refwarden.format.openpgp.OpenPgpForge.reason;
import static dev.refwarden.format.openpgp.OpenPgpForge.revoker;
import static dev.refwarden.format.openpgp.OpenPgpForge.subkey;
import static dev.refwarden.format.openpgp.OpenPgpForge.userId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation;
import dev.refwarden.people.SigningKey.Revocation.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the revocations in a certificate say of its keys. */
class OpenPgpRevocationsTest {
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.legacy(2);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 3);
    private static final String NAME = "Ada <ada@example.org>";
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @CsvSource({"0, UNSPECIFIED", "1, SOFT", "2, COMPROMISED", "3, SOFT", "32, UNSPECIFIED", "77, UNSPECIFIED"})
    void revocationIsAsGraveAsItsReason(int code, Kind kind) throws Exception {
        byte[] revocation = OpenPgpForge.revocation(ADA, ADA, join(made(BORN + 7), reason(code)), NOTHING);
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(revocation));
        assertThat(only(certificate).revocation()).contains(new Revocation(kind, Instant.ofEpochSecond(BORN + 7L)));
    }

    @Test
    void revocationWithoutReasonIsUnspecifiedWhateverStandsUnsigned() throws Exception {
        byte[] revocation = OpenPgpForge.revocation(ADA, ADA, made(BORN + 7), reason(3));
        assertThat(only(OpenPgpCertificate.parse(revoked(revocation))).revocation())
                .contains(new Revocation(Kind.UNSPECIFIED, Instant.ofEpochSecond(BORN + 7L)));
    }

    @Test
    void gravestRevocationCountsAndTheEarliestAmongEquals() throws Exception {
        byte[] soft = OpenPgpForge.revocation(ADA, ADA, join(made(BORN + 1), reason(1)), NOTHING);
        byte[] late = OpenPgpForge.revocation(ADA, ADA, join(made(BORN + 9), reason(2)), NOTHING);
        byte[] early = OpenPgpForge.revocation(ADA, ADA, join(made(BORN + 5), reason(2)), NOTHING);
        assertThat(only(OpenPgpCertificate.parse(revoked(soft, late, early))).revocation())
                .contains(new Revocation(Kind.COMPROMISED, Instant.ofEpochSecond(BORN + 5L)));
    }

    @Test
    void revocationOfThePrimaryKeyRevokesItsSubkeys() throws Exception {
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] revocation = OpenPgpForge.revocation(ADA, ADA, join(made(BORN + 7), reason(2)), NOTHING);
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(join(revoked(revocation), subkey(SUB), binding));
        assertThat(certificate.signingKeys())
                .hasSize(2)
                .allMatch(key -> key.revocation().isPresent());
    }

    @Test
    void revocationOfSubkeySparesThePrimaryKey() throws Exception {
        byte[] binding = OpenPgpForge.binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] revocation = OpenPgpForge.subkeyRevocation(ADA, SUB, join(made(BORN + 7), reason(3)));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(certificate(ADA, subkey(SUB), revocation, binding));
        assertThat(certificate.signingKeys().get(0).revocation()).isEmpty();
        assertThat(certificate.signingKeys().get(1).revocation())
                .contains(new Revocation(Kind.SOFT, Instant.ofEpochSecond(BORN + 7L)));
    }

    @Test
    void revocationByDesignatedRevokerThatCannotBeVerifiedCountsAsCompromised() throws Exception {
        byte[] direct = OpenPgpForge.direct(ADA, join(made(BORN), revoker(EVE)));
        byte[] revocation =
                OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), reason(1)), OpenPgpForge.issuer(EVE));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(direct, revocation));
        assertThat(only(certificate).revocation()).map(Revocation::kind).contains(Kind.COMPROMISED);
        assertThat(certificate.remarks()).anyMatch(remark -> remark.contains("cannot be verified"));
    }

    @Test
    void designatedRevokerWhoIsEnrolledIsBelieved() throws Exception {
        byte[] direct = OpenPgpForge.direct(ADA, join(made(BORN), revoker(EVE)));
        byte[] revocation =
                OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), reason(1)), OpenPgpForge.issuer(EVE));
        OpenPgpRevokers all = new OpenPgpRevokers();
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(direct, revocation), all);
        OpenPgpCertificate.parse(OpenPgpForge.certificate(EVE), all);
        assertThat(only(certificate).revocation())
                .contains(new Revocation(Kind.SOFT, Instant.ofEpochSecond(BORN + 7L)));
        assertThat(certificate.remarks()).isEmpty();
    }

    @Test
    void somebodyEnrolledWhomTheCertificateDoesNotNameRevokesNothing() throws Exception {
        byte[] revocation =
                OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), reason(2)), OpenPgpForge.issuer(EVE));
        OpenPgpRevokers all = new OpenPgpRevokers();
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(revocation), all);
        OpenPgpCertificate.parse(OpenPgpForge.certificate(EVE), all);
        assertThat(only(certificate).revocation()).isEmpty();
    }

    @Test
    void revocationThatOnlyClaimsToBeByARevokerCountsAsCompromised() throws Exception {
        byte[] direct = OpenPgpForge.direct(ADA, join(made(BORN), revoker(EVE)));
        byte[] forged = OpenPgpForge.revocation(
                OpenPgpForge.ed25519(4, 9), ADA, join(made(BORN + 7), reason(1)), OpenPgpForge.issuer(EVE));
        OpenPgpRevokers all = new OpenPgpRevokers();
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(direct, forged), all);
        OpenPgpCertificate.parse(OpenPgpForge.certificate(EVE), all);
        assertThat(only(certificate).revocation()).map(Revocation::kind).contains(Kind.COMPROMISED);
    }

    @Test
    void revocationByStrangerCountsForNothing() throws Exception {
        byte[] revocation =
                OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), reason(2)), OpenPgpForge.issuer(EVE));
        OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(revocation));
        assertThat(only(certificate).revocation()).isEmpty();
        assertThat(certificate.remarks()).anyMatch(remark -> remark.contains("stranger"));
    }

    @Test
    void revocationThatCannotBeReadCountsAsCompromised() throws Exception {
        for (byte[] body : List.of(new byte[] {4, 0x20}, new byte[] {3, 5, 0x20, 1, 2}, new byte[] {9, 0x20})) {
            OpenPgpCertificate certificate = OpenPgpCertificate.parse(revoked(OpenPgpForge.packet(2, body)));
            assertThat(only(certificate).revocation()).map(Revocation::kind).contains(Kind.COMPROMISED);
        }
    }

    private static byte[] revoked(byte[]... revocations) {
        byte[] self = certification(ADA, ADA, 0x13, 8, NAME, join(made(BORN), flags(3)));
        return join(primaryKey(ADA), join(revocations), userId(NAME), self);
    }

    private static SigningKey only(OpenPgpCertificate certificate) {
        assertThat(certificate.signingKeys()).hasSize(1);
        return certificate.signingKeys().get(0);
    }
}

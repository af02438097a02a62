package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.direct;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.primaryKey;
import static dev.refwarden.format.openpgp.OpenPgpForge.revoker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.people.SigningKey;
import dev.refwarden.people.SigningKey.Revocation.Kind;
import dev.refwarden.people.UnusableKey;
import org.junit.jupiter.api.Test;

/** Certificates that are remembered by their content. */
class OpenPgpContentsTest {
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 41);
    private static final OpenPgpForge.Key BOB = OpenPgpForge.ed25519(4, 42);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 43);
    private static final byte[] NOTHING = {};

    private final OpenPgpContents contents = new OpenPgpContents();

    @Test
    void sameBytesAreTakenApartOnce() throws Exception {
        byte[] file = certificate(ADA);
        assertThat(contents.read(file.clone())).isSameAs(contents.read(file.clone()));
    }

    @Test
    void everyOtherByteIsAnotherCertificate() throws Exception {
        OpenPgpContent known = contents.read(certificate(ADA));
        assertThat(contents.read(join(certificate(ADA), marker()))).isNotSameAs(known);
        assertThat(contents.read(certificate(BOB)).parts().primary().fingerprint())
                .isNotEqualTo(known.parts().primary().fingerprint());
    }

    @Test
    void signaturesAreVerifiedOnceForAllConfigurations() throws Exception {
        byte[] file = certificate(ADA);
        SigningKey first = OpenPgpCertificate.parse(file.clone(), new OpenPgpRevokers())
                .signingKeys()
                .get(0);
        SigningKey second = OpenPgpCertificate.parse(file.clone(), new OpenPgpRevokers())
                .signingKeys()
                .get(0);
        assertThat(second).isSameAs(first);
    }

    @Test
    void revokerCountsInEachConfigurationAsItsPeopleHaveIt() throws Exception {
        byte[] named = direct(ADA, join(made(BORN), flags(2), revoker(EVE)));
        byte[] revocation = OpenPgpForge.revocation(EVE, ADA, join(made(BORN + 7), OpenPgpForge.reason(1)), NOTHING);
        byte[] file = join(primaryKey(ADA), named, revocation);
        OpenPgpRevokers without = new OpenPgpRevokers();
        OpenPgpRevokers with = new OpenPgpRevokers();
        OpenPgpCertificate.parse(certificate(EVE), with);
        for (int load = 0; load < 2; load++) {
            assertThat(kind(file, without)).isEqualTo(Kind.COMPROMISED);
            assertThat(kind(file, with)).isEqualTo(Kind.SOFT);
        }
    }

    @Test
    void whatWasNotAskedForLongestIsForgottenFirst() throws Exception {
        byte[] ada = certificate(ADA);
        byte[] bob = certificate(BOB);
        OpenPgpContents two = new OpenPgpContents(ada.length + bob.length);
        OpenPgpContent first = two.read(ada);
        OpenPgpContent second = two.read(bob);
        assertThat(two.read(ada)).isSameAs(first);
        two.read(certificate(EVE));
        assertThat(two.read(ada)).isSameAs(first);
        assertThat(two.read(bob)).isNotSameAs(second);
    }

    @Test
    void whatIsTooLargeIsReadAndForgotten() throws Exception {
        OpenPgpContents none = new OpenPgpContents(1);
        assertThat(none.read(certificate(ADA))).isNotSameAs(none.read(certificate(ADA)));
    }

    @Test
    void refusalIsGivenEachTime() {
        for (int load = 0; load < 2; load++) {
            assertThatThrownBy(() -> contents.read(join(certificate(ADA), certificate(BOB))))
                    .isInstanceOf(UnusableKey.class)
                    .hasMessageContaining("several certificates");
        }
    }

    private static byte[] marker() {
        return OpenPgpForge.packet(OpenPgpPacket.MARKER, new byte[] {'P', 'G', 'P'});
    }

    private static Kind kind(byte[] file, OpenPgpRevokers known) throws UnusableKey {
        return OpenPgpCertificate.parse(file.clone(), known)
                .signingKeys()
                .get(0)
                .revocation()
                .orElseThrow()
                .kind();
    }
}

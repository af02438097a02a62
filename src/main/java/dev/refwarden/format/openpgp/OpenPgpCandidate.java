package dev.refwarden.format.openpgp;

import dev.refwarden.people.EnrolledKey;

/**
 * A key that is in an enrolled certificate. Whether the certificate binds it is to be asked.
 *
 * @param key one of the certificate's
 */
record OpenPgpCandidate(EnrolledKey enrolled, OpenPgpCertificate certificate, OpenPgpKey key) {
    OpenPgpRole role() {
        return certificate.role(key);
    }
}

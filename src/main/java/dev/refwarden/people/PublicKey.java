package dev.refwarden.people;

import java.util.List;

/** What a people file enrols under one id: an SSH key, an OpenPGP certificate or an X.509 identity. */
public interface PublicKey {
    /** The fingerprint that names the whole: of the SSH key, or of the certificate's primary key. */
    Fingerprint fingerprint();

    /** Every key that could make a signature under this id; they all count as the same enrolled key. */
    List<SigningKey> signingKeys();

    /**
     * The curve points of all its keys, in hexadecimal digits: by them the same private key is known again behind
     * another type, application or format. Empty where there are none, as for RSA.
     */
    List<String> points();

    /**
     * What the server remembers having met, when this made a signature.
     *
     * @param signing the key that made it
     */
    default Fingerprint metAs(Fingerprint signing) {
        return signing;
    }
}

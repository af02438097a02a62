package dev.refwarden.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PSS held against the JDK's own, over moduli of every length of the last byte. */
class RsaPssTest {
    private static final byte[] DATA = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 1026, 1027, 1031})
    void whatTheJdkSignsIsVerifiedWithExactlyItsSalt(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        RSAPublicKey their = (RSAPublicKey) keys.getPublic();
        RsaPublicKey ours = new RsaPublicKey(their.getModulus(), their.getPublicExponent());
        byte[] hash = Digests.sha256().digest(DATA);
        int most = (bits - 1 + 7) / 8 - 32 - 2;
        for (int salt : new int[] {0, 20, 32, most}) {
            byte[] signature = sign(keys, salt);
            assertThat(ours.verifiesPss("SHA-256", hash, signature, salt)).isTrue();
            assertThat(ours.verifiesPss("SHA-256", hash, signature, salt == 0 ? 1 : salt - 1))
                    .isFalse();
            assertThat(ours.verifiesPss("SHA-256", hash, signature, salt + 1)).isFalse();
            assertThat(ours.verifiesPss("SHA-384", hash, signature, salt)).isFalse();
            assertThat(ours.verifiesPss("SHA-256", Digests.sha256().digest(), signature, salt))
                    .isFalse();
            assertThat(ours.verifiesPss("SHA-256", hash, Arrays.copyOf(signature, signature.length + 1), salt))
                    .isFalse();
            assertThat(ours.verifiesPss("SHA-256", hash, flipped(signature), salt))
                    .isFalse();
            assertThat(ours.verifies(RsaDigest.SHA256, hash, signature)).isFalse();
        }
    }

    private static byte[] sign(KeyPair keys, int salt) throws Exception {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, salt, 1));
        signer.initSign(keys.getPrivate());
        signer.update(DATA);
        return signer.sign();
    }

    private static byte[] flipped(byte[] signature) {
        byte[] copy = signature.clone();
        copy[copy.length / 2] ^= 4;
        return copy;
    }
}

package dev.refwarden.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures made to fool verifiers: each must come out as its authors say. */
@EnabledIfEnvironmentVariable(
        named = "REFWARDEN_CORPUS",
        matches = ".+",
        disabledReason = "REFWARDEN_CORPUS is unset: no test vectors")
class WycheproofTest {
    @ParameterizedTest
    @CsvSource({
        "ed25519_test, 151",
        "ecdsa_secp256r1_sha256_test, 484",
        "ecdsa_secp256r1_sha512_test, 0",
        "ecdsa_secp384r1_sha384_test, 0",
        "ecdsa_secp521r1_sha512_test, 0",
        "rsa_signature_2048_sha256_test, 259",
        "rsa_signature_4096_sha512_test, 0"
    })
    void everyVectorIsJudgedAsItsAuthorsSay(String file, int count) throws IOException {
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        for (Map<String, Object> group : groups(file)) {
            for (Map<String, Object> vector : JsonValue.objects(group, "tests")) {
                // What is merely acceptable (an encoding without NULL) is not accepted here.
                boolean expected = JsonValue.text(vector, "result").equals("valid");
                boolean verified = verifies(group, bytes(vector, "msg"), bytes(vector, "sig"));
                if (verified != expected) {
                    wrong.add(vector.get("tcId") + " " + vector.get("comment"));
                }
                judged++;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isGreaterThan(count == 0 ? 100 : count - 1);
    }

    private static boolean verifies(Map<String, Object> group, byte[] message, byte[] signature) {
        Map<String, Object> key = JsonValue.object(group, "publicKey");
        return switch (JsonValue.text(group, "type")) {
            case "EddsaVerify" -> Ed25519PublicKey.of(bytes(key, "pk")).verifies(message, signature);
            case "EcdsaVerify" -> verifiesEcdsa(group, key, message, signature);
            default ->
                new RsaPublicKey(number(key, "modulus"), number(key, "publicExponent"))
                        .verifies(
                                RsaDigest.valueOf(sha(group).replace("-", "")),
                                Digests.of(sha(group)).digest(message),
                                signature);
        };
    }

    private static boolean verifiesEcdsa(
            Map<String, Object> group, Map<String, Object> key, byte[] message, byte[] signature) {
        Curve curve = switch (JsonValue.text(key, "curve")) {
            case "secp256r1" -> Curve.P256;
            case "secp384r1" -> Curve.P384;
            default -> Curve.P521;
        };
        Optional<BigInteger[]> numbers = numbers(signature);
        return numbers.isPresent()
                && EcPublicKey.of(curve, bytes(key, "uncompressed"))
                        .verifies(Digests.of(sha(group)).digest(message), numbers.get()[0], numbers.get()[1]);
    }

    /** The two numbers of a signature in strict DER. */
    private static Optional<BigInteger[]> numbers(byte[] der) {
        try {
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence)) {
                return Optional.empty();
            }
            boolean strict = sequence.size() == 2 && Arrays.equals(sequence.getEncoded(ASN1Encoding.DER), der);
            return strict
                    ? Optional.of(new BigInteger[] {
                        ASN1Integer.getInstance(sequence.getObjectAt(0)).getValue(),
                        ASN1Integer.getInstance(sequence.getObjectAt(1)).getValue()
                    })
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> groups(String file) throws IOException {
        Path folder = Path.of(System.getenv("REFWARDEN_CORPUS"), "wycheproof");
        return JsonValue.objects(JsonValue.read(folder.resolve(file + ".json")), "testGroups");
    }

    private static String sha(Map<String, Object> group) {
        return JsonValue.text(group, "sha");
    }

    private static byte[] bytes(Map<String, Object> object, String name) {
        return HexFormat.of().parseHex(JsonValue.text(object, name));
    }

    private static BigInteger number(Map<String, Object> object, String name) {
        return new BigInteger(1, bytes(object, name));
    }
}

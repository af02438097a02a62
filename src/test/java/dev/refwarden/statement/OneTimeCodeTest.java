package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneTimeCodeTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /** RFC 6238, appendix B, less the two leading digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long time, String code) {
        assertThat(OneTimeCode.stepOf(code, SECRET, Instant.ofEpochSecond(time)))
                .hasValue(time / 30);
    }

    @Test
    void theStepBeforeAndTheOneAfterCountToo() {
        Instant now = Instant.ofEpochSecond(1_795_420_800);
        long present = now.getEpochSecond() / 30;
        for (long step = present - 3; step <= present + 3; step++) {
            OptionalLong found = OneTimeCode.stepOf(OneTimeCode.at(SECRET, step), SECRET, now);
            assertThat(found.isPresent()).as("%d", step - present).isEqualTo(Math.abs(step - present) <= 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "28708", "2870820", " 287082", "287082\n", "２８７０８２", "abcdef", "-87082"})
    void whatIsNotSixDigitsIsWrong(String code) {
        assertThat(OneTimeCode.stepOf(code, SECRET, Instant.ofEpochSecond(59))).isEmpty();
    }

    @Test
    void aSecretIsReadAsItWasWritten() {
        for (int length = 16; length < 40; length++) {
            byte[] secret = new byte[length];
            for (int i = 0; i < length; i++) {
                secret[i] = (byte) (37 * i + length);
            }
            assertThat(OneTimeSecret.parse(OneTimeSecret.text(secret))).hasValue(secret);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", "not base32 at all!"})
    void whatIsNoSecretOfEnoughBitsIsNone(String text) {
        assertThat(OneTimeSecret.parse(text)).isEmpty();
    }
}

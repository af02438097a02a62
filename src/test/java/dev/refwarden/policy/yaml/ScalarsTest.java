package dev.refwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, durations and sizes as they are written. */
class ScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-09-01, 2026-09-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2000-02-29, 2000-02-29T00:00:00Z",
        "1970-01-01, 1970-01-01T00:00:00Z",
        "9999-12-31, 9999-12-31T00:00:00Z",
        "2026-03-14T08:00:00Z, 2026-03-14T08:00:00Z",
        "2026-03-14T23:59:59Z, 2026-03-14T23:59:59Z",
        "2026-03-14T08:00Z, 2026-03-14T08:00:00Z",
        "2026-03-14T08:00:00.5Z, 2026-03-14T08:00:00.500Z",
        "2026-03-14T08:00:00.000000001Z, 2026-03-14T08:00:00.000000001Z",
    })
    void aTimeIsReadAsTheLibraryReadsIt(String text, String expected) {
        assertThat(Moment.parse(text)).contains(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-09",
                "2026-9-1",
                "2026-09-1",
                "26-09-01",
                "2026-13-01",
                "2026-00-01",
                "2026-01-00",
                "2026-01-32",
                "2026-04-31",
                "2023-02-29",
                "1900-02-29",
                "2100-02-29",
                "1969-12-31",
                "2026/09/01",
                "20260901",
                "2026-09-01T",
                "2026-09-01Z",
                "2026-09-01T08Z",
                "2026-09-01T08:00",
                "2026-09-01T08:00:00",
                "2026-09-01T08:00:00+00:00",
                "2026-09-01T08:00:00+02:00",
                "2026-09-01 08:00:00Z",
                "2026-09-01t08:00:00z",
                "2026-09-01T24:00:00Z",
                "2026-09-01T08:60:00Z",
                "2026-09-01T08:00:60Z",
                "2026-09-01T08:00:00.Z",
                "2026-09-01T08:00:00.1234567890Z",
                "2026-09-01T08:00:00ZZ",
                "2026-09-01T8:00:00Z",
                "+2026-09-01",
                "10000-01-01",
                "２０２６-09-01",
                "today"
            })
    void whatIsNoTimeIsNone(String text) {
        assertThat(Moment.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0s, 0", "1s, 1", "30m, 1800", "12h, 43200", "14d, 1209600", "36500d, 3153600000", "007d, 604800"})
    void aDurationIsANumberAndAUnit(String text, long seconds) {
        assertThat(Quantity.SECONDS.parse(text)).hasValue(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "1KiB, 1024", "50MiB, 52428800", "2GiB, 2147483648", "1TiB, 1099511627776"})
    void aSizeIsANumberAndAUnit(String text, long bytes) {
        assertThat(Quantity.BYTES.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "d",
                "14",
                "14 d",
                " 14d",
                "14D",
                "1w",
                "1h30m",
                "-1d",
                "+1d",
                "1.5h",
                "36501d",
                "1e3s",
                "99999999999999999999d",
                "9223372036854775807s",
                "１d"
            })
    void whatIsNoDurationIsNone(String text) {
        assertThat(Quantity.SECONDS.parse(text)).isEmpty();
    }

    @Test
    void theLargestSizesDoNotWrapAround() {
        assertThat(Quantity.BYTES.parse("1048576TiB")).hasValue(1L << 60);
        assertThat(Quantity.BYTES.parse("1048577TiB")).isEmpty();
        assertThat(Quantity.BYTES.parse("999999999999999999TiB")).isEmpty();
    }
}

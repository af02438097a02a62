package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T09:00:00.123Z",
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "2016-12-31T23:59:60.000Z",
                "2026-11-23T09:00:00Z",
                "2026-11-23T09:00:00.1234Z",
                "+12026-11-23T09:00:00.123Z"
            })
    void timesAreReadAsTheyAre(String text) {
        assertThat(LogTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-11-23T09:60:00.000Z"})
    void whatIsNoTimeIsNotRead(String text) {
        assertThatThrownBy(() -> LogTime.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}

package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "7", "beef", "alice-laptop", "Alice_1@host+x.y", "0123456789abcdef0123456789abcdef0123456"})
    void keysAreCalledSo(String id) {
        assertThat(Identifiers.isKey(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "@a",
                "a b",
                "a/b",
                "é",
                "0123456789abcdef0123456789abcdef01234567",
                "0123456789ABCDEF0123456789abcdef0123456789"
            })
    void keysAreNeverCalledSo(String id) {
        assertThat(Identifiers.isKey(id)).isFalse();
    }
}

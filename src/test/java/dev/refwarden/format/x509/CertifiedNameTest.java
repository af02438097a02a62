package dev.refwarden.format.x509;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertifiedNameTest {
    @Test
    void addressesAreComparedWithoutCaseAndWorkflowsToTheLetter() {
        assertThat(CertifiedName.email("Ada@Example.ORG").canonical()).isEqualTo("ada@example.org");
        assertThat(CertifiedName.uri("https://Forge.example/W").canonical()).isEqualTo("https://Forge.example/W");
    }
}

package dev.refwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where commands look for the installation when no one says. */
class PlacesTest {
    private final Map<String, String> before = new HashMap<>();
    private @TempDir Path home;

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void theInstalledProgramKnowsItsPlaces() {
        set("refwarden.config", "/opt/config");
        set("refwarden.state", "/opt/state");
        assertThat(new Places().config()).isEqualTo(Path.of("/opt/config"));
        assertThat(new Places().state()).isEqualTo(Path.of("/opt/state"));
    }

    @Test
    void rootHasTheSystemsPlaces() throws IOException {
        set("user.home", home.toString());
        Files.createDirectories(home.resolve(".config/refwarden"));
        Path system = Path.of("/etc/refwarden");
        assertThat(Places.usual(system, ".config/refwarden", true)).isEqualTo(system);
    }

    @Test
    void othersHaveTheirOwnPlacesWhereTheyExist() throws IOException {
        set("user.home", home.toString());
        Path system = Path.of("/etc/refwarden");
        assertThat(Places.usual(system, ".config/refwarden", false)).isEqualTo(system);
        Files.createDirectories(home.resolve(".config/refwarden"));
        assertThat(Places.usual(system, ".config/refwarden", false)).isEqualTo(home.resolve(".config/refwarden"));
    }
}

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
        set("user.name", "root");
        set("user.home", home.toString());
        Files.createDirectories(home.resolve(".config/refwarden"));
        assertThat(new Places().config()).isEqualTo(Path.of("/etc/refwarden"));
        assertThat(new Places().state()).isEqualTo(Path.of("/var/lib/refwarden"));
    }

    @Test
    void othersHaveTheirOwnPlacesWhereTheyExist() throws IOException {
        set("user.name", "git");
        set("user.home", home.toString());
        assertThat(new Places().config()).isEqualTo(Path.of("/etc/refwarden"));
        assertThat(new Places().state()).isEqualTo(Path.of("/var/lib/refwarden"));
        Files.createDirectories(home.resolve(".config/refwarden"));
        Files.createDirectories(home.resolve(".local/state/refwarden"));
        assertThat(new Places().config()).isEqualTo(home.resolve(".config/refwarden"));
        assertThat(new Places().state()).isEqualTo(home.resolve(".local/state/refwarden"));
    }
}

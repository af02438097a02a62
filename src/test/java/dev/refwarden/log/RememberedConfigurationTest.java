package dev.refwarden.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedConfigurationTest {
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    private Path root;

    private RememberedConfiguration remembered;
    private Path file;

    @BeforeEach
    void write() {
        StateFolder state = new StateFolder(root);
        remembered = new RememberedConfiguration(state);
        file = state.configuration();
        remembered.write(CONTENT::clone);
    }

    @Test
    void isReadAgainAndNobodyElseMay() throws IOException {
        assertThat(remembered.read()).hasValue(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void stateMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), root);
        assertThat(new RememberedConfiguration(new StateFolder(link)).read()).hasValue(CONTENT);
    }

    @Test
    void isOfNoUseWhereOthersCouldHaveWrittenIt() throws IOException {
        for (String mode : new String[] {"rw--w----", "rw-----w-", "rw-rw-rw-"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThat(remembered.read()).as(mode).isEmpty();
        }
        remembered.write(CONTENT::clone);
        assertThat(remembered.read()).hasValue(CONTENT);
    }

    @Test
    void isOfNoUseWhereItLeadsElsewhere() throws IOException {
        Files.move(file, root.resolve("elsewhere"));
        Files.createSymbolicLink(file, root.resolve("elsewhere"));
        assertThat(remembered.read()).isEmpty();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(remembered.read()).isEmpty();
        Files.delete(file);
        assertThat(remembered.read()).isEmpty();
    }

    @Test
    void isOfNoUseWhereItIsAnothersFile() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file to another account");
        Files.setAttribute(file, "unix:uid", 65534);
        assertThat(remembered.read()).isEmpty();
    }

    @Test
    void noRoomForItIsNobodysTrouble() throws IOException {
        Files.delete(file);
        new RememberedConfiguration(new StateFolder(root.resolve("missing"))).write(CONTENT::clone);
        assertThat(root.resolve("missing")).doesNotExist();
    }
}

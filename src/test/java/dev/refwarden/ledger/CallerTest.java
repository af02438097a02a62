package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs a command, whatever it is called. */
class CallerTest {
    private final String name = System.getProperty("user.name", "");

    @AfterEach
    void restore() {
        System.setProperty("user.name", name);
        System.clearProperty("refwarden.account");
    }

    @Test
    void theEffectiveNumberCounts() {
        assertThat(Caller.uid(List.of("Name:\tjava", "Uid:\t1000\t0\t0\t0", "Gid:\t1000\t1000\t1000\t1000")))
                .isZero();
    }

    @Test
    void aKernelThatNamesNoAccountIsNotBelieved() {
        assertThatThrownBy(() -> Caller.uid(List.of("Name:\tjava"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rootIsKnownByItsNumberAlone(@TempDir Path folder) throws IOException {
        boolean root = Caller.isRoots(Files.createFile(folder.resolve("mine")));
        for (String called : List.of("?", "root", "toor", "alice")) {
            System.setProperty("user.name", called);
            assertThat(Caller.isRoot()).as(called).isEqualTo(root);
        }
    }

    @Test
    void rootWithoutANameGivesFilesToTheOwnerOfState(@TempDir Path folder) throws IOException {
        assumeTrue(Caller.isRoot(), "only root can give files to another account");
        Files.setAttribute(folder, "unix:uid", 54_321);
        Path file = Files.createFile(folder.resolve("new"));
        System.setProperty("user.name", "?");
        new StateFolder(folder).adopt(file);
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(54_321);
    }

    @Test
    void whatWasRootBeforeIsNamedSo() {
        System.setProperty("refwarden.account", "root");
        System.setProperty("user.name", "git");
        assertThat(Caller.account()).isEqualTo("root");
    }

    @Test
    void anAccountWithoutNameHasItsNumber() {
        System.setProperty("user.name", "?");
        assertThat(Caller.account()).matches("uid [0-9]+");
    }
}

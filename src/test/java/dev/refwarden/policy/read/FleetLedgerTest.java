package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of a fleet in {@code server.yaml}. */
class FleetLedgerTest {
    private static final String URL = "jdbc:postgresql://db.example.org/refwarden";

    @TempDir
    private Path at;

    private Folder with(String ledger) {
        return Folder.least(at)
                .write("secrets/ledger", "hunter2\n")
                .mode("secrets/ledger", "rw-------")
                .write("secrets/open", "hunter2\n")
                .mode("secrets/open", "rw-r--r--")
                .write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\nledger: " + ledger + "\n");
    }

    @Test
    void itIsAsWritten() {
        Folder folder = with("{postgresql: \"" + URL + "\", user: refwarden, password: secrets/ledger}");
        assertThat(folder.load().server().ledger())
                .contains(new Server.FleetLedger(URL, "refwarden", Optional.of("secrets/ledger")));
    }

    @Test
    void itIsReadWithoutThePolicy() throws PolicyProblems {
        Folder folder = with("{postgresql: \"" + URL + "\", user: refwarden}").write("policy.yaml", "version: 2\n");
        assertThat(Configuration.loadServer(folder.path()).ledger())
                .contains(new Server.FleetLedger(URL, "refwarden", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{user: refwarden} | ledger needs postgresql",
                "{postgresql: \"jdbc:postgresql://db/r\"} | ledger needs user",
                "{postgresql: \"postgres://db/r\", user: r} | postgresql: expected a URL such as jdbc:postgresql:",
                "{postgresql: \"jdbc:postgresql://db/r?password=x\", user: r} | the password belongs into a file",
                "{postgresql: \"jdbc:postgresql://db/r\", user: r, password: secrets/open} | must have mode 0600",
                "{postgresql: \"jdbc:postgresql://db/r\", user: r, password: secrets/none} | does not exist",
                "{postgresql: \"jdbc:postgresql://db/r\", user: r, password: /etc/passwd} | is not a path within",
                "{postgresql: \"jdbc:postgresql://db/r\", user: r, pool: 5} | pool",
                "jdbc:postgresql | ledger: expected a mapping"
            })
    void whatCannotBeUsedIsAProblem(String ledger, String problem) {
        Folder folder = with(ledger);
        assertThatThrownBy(() -> Configuration.load(folder.path()))
                .isInstanceOf(PolicyProblems.class)
                .hasMessageContaining(problem);
    }
}

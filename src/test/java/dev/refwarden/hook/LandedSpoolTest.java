package dev.refwarden.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandedSpoolTest {
    private static final Path REPOSITORY = Path.of("/srv/git/\u00e4 b.git");
    private static final String UPDATE = "0".repeat(40) + " " + "1".repeat(40) + " refs/heads/";

    private final Instant now = Instant.now();

    @TempDir
    Path state;

    private Path spool;
    private LandedSpool reading;

    @BeforeEach
    void make() throws IOException {
        spool = Files.createDirectories(state.resolve("run/landed"));
        reading = new LandedSpool(state, now);
    }

    @Test
    void whatIsSaidOfTheRepositoryIsReadAndForgottenOnRequestOnly() throws IOException {
        write("one", REPOSITORY + "\n" + UPDATE + "a\n" + UPDATE + "b\n");
        write("two", REPOSITORY + "\n" + UPDATE + "c\n");
        LandedSpool.Told told = read();
        assertThat(told.updates())
                .extracting(update -> update.ref().value())
                .containsExactlyInAnyOrder("refs/heads/a", "refs/heads/b", "refs/heads/c");
        assertThat(read()).isEqualTo(told);
        told.forget();
        assertThat(spool).isEmptyDirectory();
        assertThat(read().updates()).isEmpty();
    }

    @Test
    void whatIsSaidOfAnotherRepositoryStays() throws IOException {
        write("one", "/srv/git/other.git\n" + UPDATE + "a\n");
        write("two", REPOSITORY + "/\n" + UPDATE + "a\n");
        assertThat(read()).isEqualTo(LandedSpool.Told.NOTHING);
        assertThat(names()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatNoHookWroteIsDeleted() throws IOException {
        List<String> damaged = List.of(
                "",
                "\n",
                "no folder\n" + UPDATE + "a\n",
                REPOSITORY.toString(),
                REPOSITORY + "\n",
                REPOSITORY + "\n" + UPDATE + "a",
                REPOSITORY + "\nwords\n",
                REPOSITORY + "\n" + UPDATE + "a\nwords\n",
                REPOSITORY + "\n" + UPDATE + "a\n" + "\0".repeat(100));
        for (String text : damaged) {
            write("damaged", text);
            assertThat(read().updates()).as(text).isEmpty();
            assertThat(names()).as(text).isEmpty();
        }
    }

    @Test
    void linksAndLargeFilesAreDeletedUnread() throws IOException {
        Path target = Files.writeString(state.resolve("target"), REPOSITORY + "\n" + UPDATE + "a\n");
        Files.createSymbolicLink(spool.resolve("link"), target);
        write("large", REPOSITORY + "\n" + (UPDATE + "a\n").repeat(60_000));
        assertThat(read().updates()).isEmpty();
        assertThat(names()).isEmpty();
        assertThat(target).exists();
    }

    @Test
    void aSpoolThatIsALinkIsNotRead() throws IOException {
        write("one", REPOSITORY + "\n" + UPDATE + "a\n");
        Files.move(spool, state.resolve("elsewhere"));
        Files.createSymbolicLink(spool, state.resolve("elsewhere"));
        assertThat(read()).isEqualTo(LandedSpool.Told.NOTHING);
    }

    @Test
    void foldersAreLeftAlone() throws IOException {
        Files.createDirectory(spool.resolve("folder"));
        Files.writeString(spool.resolve("folder/file"), "x");
        assertThat(read()).isEqualTo(LandedSpool.Told.NOTHING);
        assertThat(spool.resolve("folder/file")).exists();
    }

    @Test
    void whatIsOldOrNotFinishedCountsForNothing() throws IOException {
        write("old", REPOSITORY + "\n" + UPDATE + "a\n");
        write("older.new", "half");
        for (String name : names()) {
            Files.setLastModifiedTime(spool.resolve(name), FileTime.from(now.minus(Duration.ofHours(25))));
        }
        write("fresh.new", REPOSITORY + "\n" + UPDATE + "b\n");
        assertThat(read().updates()).isEmpty();
        assertThat(names()).containsExactly("fresh.new");
    }

    @Test
    void nothingIsReadWhenTheTimeIsUp() throws IOException {
        write("one", REPOSITORY + "\n" + UPDATE + "a\n");
        assertThat(reading.read(REPOSITORY, () -> true)).isEqualTo(LandedSpool.Told.NOTHING);
        assertThat(names()).containsExactly("one");
    }

    @Test
    void moreThanOneHookCanTakeIsLeftForTheNext() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("many-" + i, REPOSITORY + "\n" + (UPDATE + "a\n").repeat(4_000));
        }
        LandedSpool.Told told = read();
        assertThat(told.updates())
                .hasSize(8_000)
                .allMatch(update -> update.ref().equals(new RefName("refs/heads/a")));
        told.forget();
        assertThat(names()).hasSize(2);
    }

    private LandedSpool.Told read() {
        return reading.read(REPOSITORY, () -> false);
    }

    private void write(String name, String text) throws IOException {
        Files.write(spool.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(spool)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}

package dev.refwarden.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.decision.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every reason to refuse is shown by a scenario in which it refuses. */
class CodesTest {
    private static final Pattern SHOWN = Pattern.compile("\\[([a-z-]+)]$", Pattern.MULTILINE);

    @Test
    void everyCodeHasAScenarioInWhichItRefuses() throws IOException {
        Set<Code> missing = EnumSet.allOf(Code.class);
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/scenarios"))) {
            files.filter(file -> file.endsWith("expected.txt"))
                    .forEach(file -> missing.removeIf(code -> shows(file, code)));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyCodeIsExplained() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/findings.md"));
        for (Code code : Code.values()) {
            assertThat(page).contains("`" + code.word() + "`");
        }
    }

    private static boolean shows(Path file, Code code) {
        try {
            Matcher shown = SHOWN.matcher(Files.readString(file));
            while (shown.find()) {
                if (shown.group(1).equals(code.word())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

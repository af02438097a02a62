package dev.refwarden.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.decision.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every reason to refuse is shown by a scenario in which it refuses, and what is told about it fixes it. */
class CodesTest {
    /**
     * What no one fixes by pushing something else, with the words that say so, or who can help. All other codes have advice that some
     * scenario follows to the letter, and pushes again.
     */
    private static final Map<Code, String> NOT_MENDED = Map.of(
            Code.BRANCH_DELETED, "hint: it stays; ask an administrator",
            Code.TAG_DELETED, "hint: a published tag stays; ask an administrator",
            Code.OBJECT_FORMAT_UNSUPPORTED, "hint: nothing is wrong with your push; tell an administrator");

    /** How the repetition of a push begins, after someone did what the message said. */
    private static final String AS_TOLD = "as told:\n";

    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

    private static final Pattern SHOWN = Pattern.compile("\\[([a-z-]+)]$", Pattern.MULTILINE);

    @Test
    void everyCodeHasAScenarioInWhichItRefuses() throws IOException {
        Set<Code> missing = EnumSet.allOf(Code.class);
        for (String transcript : transcripts()) {
            missing.removeAll(shown(transcript));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theAdviceOnEveryCodeMendsIt() throws IOException {
        Set<Code> missing = EnumSet.allOf(Code.class);
        missing.removeAll(NOT_MENDED.keySet());
        for (String transcript : transcripts()) {
            List<String> blocks = List.of(transcript.split("\n\n", -1));
            for (int i = 1; i < blocks.size(); i++) {
                if (blocks.get(i).contains(AS_TOLD)) {
                    assertThat(blocks.get(i)).endsWith("accepted");
                    missing.removeAll(shown(blocks.get(i - 1)));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void whatCannotBeMendedSaysWhoCanHelp() throws IOException {
        for (Map.Entry<Code, String> code : NOT_MENDED.entrySet()) {
            assertThat(transcripts().stream()
                            .flatMap(transcript -> Stream.of(transcript.split("\n\n", -1)))
                            .filter(block -> shown(block).contains(code.getKey())))
                    .anyMatch(block -> block.contains(code.getValue()));
        }
    }

    @Test
    void everyCodeIsExplained() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/findings.md"));
        for (Code code : Code.values()) {
            assertThat(page).contains("`" + code.word() + "`");
        }
    }

    private static List<String> transcripts() throws IOException {
        List<String> transcripts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            for (Path file : files.filter(file -> file.endsWith("expected.txt")).toList()) {
                transcripts.add(Files.readString(file));
            }
        }
        return transcripts;
    }

    /** The codes in brackets. */
    private static Set<Code> shown(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = SHOWN.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        Set<Code> codes = EnumSet.allOf(Code.class);
        codes.removeIf(code -> !words.contains(code.word()));
        return codes;
    }
}

package dev.refwarden.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.cases.UnloggedChange.What;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloggedChangesTest {
    private static final String MAIN = "refs/heads/main";
    private static final String NONE = "0".repeat(40);

    @TempDir
    private Path root;

    private final List<String> lines = new ArrayList<>();
    private final Map<RefName, ObjectId> tips = new HashMap<>();
    private final Map<RefName, RefName> aliases = new HashMap<>();

    @BeforeEach
    void begin() {
        baseline(0, false, MAIN, id(1));
        tips.put(new RefName(MAIN), ObjectId.fromHex(id(1)));
    }

    @Test
    void whatWasDeclaredIsWhereItBelongs() throws IOException {
        assertThat(changes()).isEmpty();
        at(MAIN, id(2));
        assertThat(changes()).containsOnlyKeys(MAIN).containsValue(What.MOVED);
    }

    @Test
    void anyOfSeveralPushesAtNearlyTheSameTimeMayHaveLanded() throws IOException {
        push(60, "accepted", MAIN, id(1), id(2));
        push(61, "accepted", MAIN, id(1), id(3));
        push(62, "observed", MAIN, id(1), id(4));
        for (int tip = 2; tip <= 4; tip++) {
            at(MAIN, id(tip));
            assertThat(changes()).isEmpty();
        }
        at(MAIN, id(5));
        assertThat(changes()).containsValue(What.MOVED);
    }

    @Test
    void aPushOfLongAgoIsNotUnderWayAnyMore() throws IOException {
        push(60, "accepted", MAIN, id(1), id(2));
        push(120, "accepted", MAIN, id(2), id(1));
        push(7_200, "accepted", MAIN, id(1), id(3));
        at(MAIN, id(2));
        assertThat(changes()).containsValue(What.MOVED);
    }

    @Test
    void aRefusedPushMovesNothing() throws IOException {
        push(60, "refused", MAIN, id(1), id(2));
        assertThat(changes()).isEmpty();
        at(MAIN, id(2));
        assertThat(changes()).containsValue(What.MOVED);
    }

    @Test
    void aDeletionIsAWordToo() throws IOException {
        push(60, "accepted", MAIN, id(1), NONE);
        assertThat(changes()).containsValue(What.BACK_OR_FAILED);
        tips.clear();
        assertThat(changes()).isEmpty();
        at(MAIN, id(3));
        assertThat(changes()).containsValue(What.MOVED);
    }

    @Test
    void whatLaterHooksSawDecidesBetweenHarmAndMishap() throws IOException {
        push(60, "accepted", MAIN, id(1), id(2));
        assertThat(changes()).containsValue(What.BACK_OR_FAILED);
        push(120, "accepted", "refs/heads/other", NONE, id(9));
        at("refs/heads/other", id(9));
        assertThat(changes()).containsOnlyKeys(MAIN).containsValue(What.NOT_LANDED);
        lines.set(2, lines.get(2).replace("'millis'", "'landed':[{'seq':2,'ref':'refs/heads/main'}],'millis'"));
        assertThat(changes()).containsOnlyKeys(MAIN).containsValue(What.SET_BACK);
    }

    @Test
    void aPushThroughASymbolicRefIsAboutItsTarget() throws IOException {
        aliases.put(new RefName("refs/heads/alias"), new RefName(MAIN));
        push(60, "accepted", "refs/heads/alias", id(1), id(2));
        at(MAIN, id(2));
        assertThat(changes()).isEmpty();
    }

    @Test
    void veryLongNamesAreFoundAlthoughTheLogCutsThem() throws IOException {
        String name = "refs/heads/" + "x".repeat(400);
        push(60, "accepted", name.substring(0, 300) + "…", NONE, id(2));
        at(name, id(2));
        assertThat(changes()).isEmpty();
        at(name, id(3));
        assertThat(changes()).containsOnlyKeys(name);
    }

    @Test
    void otherRepositoriesAreOthers() throws IOException {
        push(60, "accepted", MAIN, id(1), id(2));
        lines.set(1, lines.get(1).replace("'repository':'server'", "'repository':'another'"));
        assertThat(changes()).isEmpty();
    }

    @Test
    void onlyAWholeBaselineSaysWhatIsNotThere() throws IOException {
        push(60, "accepted", "refs/heads/gone", NONE, id(2));
        assertThat(changes()).containsOnlyKeys("refs/heads/gone");
        baseline(120, false, MAIN, id(1));
        assertThat(changes()).containsOnlyKeys("refs/heads/gone");
        baseline(180, true, MAIN, id(1));
        assertThat(changes()).isEmpty();
        at("refs/heads/gone", id(2));
        assertThat(changes()).containsValue(What.CREATED);
    }

    @Test
    void refsThatNobodyWatchesDoNotMatter() throws IOException {
        at("refs/scratch/x", id(5));
        assertThat(changes()).isEmpty();
    }

    private Map<String, What> changes() throws IOException {
        Path log = root.resolve("log/decisions-000001.jsonl");
        Files.createDirectories(root.resolve("log"));
        Files.writeString(log, String.join("\n", lines).replace('\'', '"') + "\n");
        CaseIndex index = CaseIndex.open(new StateFolder(root), IndexProgress.NONE);
        WatchedRefs refs = new WatchedRefs(tips, aliases, ref -> ref.isUnder("refs/heads/"));
        Map<String, What> changes = new HashMap<>();
        for (UnloggedChange change : UnloggedChanges.of(index, "server", refs).changes()) {
            changes.put(change.ref().value(), change.what());
            assertThat(change.words()).startsWith("is ");
        }
        return changes;
    }

    private void push(int second, String verdict, String ref, String before, String after) {
        line(
                second,
                "'verdict':'" + verdict + "','repository':'server','updates':[{'ref':'" + ref + "','old':'" + before
                        + "','new':'" + after
                        + "','rules':['all'],'accepts':[{'rule':'all','commits':true}]}],'millis':41");
    }

    private void baseline(int second, boolean all, String ref, String tip) {
        line(
                second,
                "'event':'baseline','repository':'server'," + (all ? "'all':true," : "") + "'refs':[{'ref':'" + ref
                        + "','tip':'" + tip + "'}]");
    }

    private void line(int second, String fields) {
        String time = java.time.Instant.parse("2026-11-23T12:00:00Z")
                .plusSeconds(second)
                .toString();
        lines.add("{'seq':" + (lines.size() + 1) + ",'prev':'" + "0".repeat(64) + "','time':'" + time + "'," + fields
                + "}");
    }

    private void at(String ref, String tip) {
        tips.put(new RefName(ref), ObjectId.fromHex(tip));
    }

    private static String id(int number) {
        return "%040x".formatted(number);
    }
}

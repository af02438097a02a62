package dev.refwarden.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.review.UnloggedChange.What;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnloggedChangesTest {
    private static final String MAIN = "refs/heads/main";
    private static final String NONE = "0".repeat(40);

    @TempDir
    private Path root;

    private Ledger ledger = Ledger.in(new StateFolder(Path.of("")));
    private final Map<RefName, ObjectId> tips = new HashMap<>();
    private final Map<RefName, RefName> aliases = new HashMap<>();

    @BeforeEach
    void begin() throws IOException {
        ledger = Ledger.create(new StateFolder(root));
        baseline(0, false, MAIN, id(1));
        tips.put(new RefName(MAIN), ObjectId.fromHex(id(1)));
    }

    @AfterEach
    void end() {
        ledger.close();
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
    void aDeletionInARepositoryOfSha256IsAWordToo() throws IOException {
        String feature = "refs/heads/feature";
        push(60, "accepted", feature, NONE + NONE.substring(0, 24), "a".repeat(64));
        at(feature, "a".repeat(64));
        assertThat(changes()).isEmpty();
        push(7_200, "accepted", feature, "a".repeat(64), NONE + NONE.substring(0, 24));
        assertThat(changes()).containsOnlyKeys(feature).containsValue(What.BACK_OR_FAILED);
        tips.remove(new RefName(feature));
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatLaterHooksSawDecidesBetweenHarmAndMishap() throws IOException {
        push(60, "accepted", MAIN, id(1), id(2));
        assertThat(changes()).containsValue(What.BACK_OR_FAILED);
        push(120, "accepted", "refs/heads/other", NONE, id(9));
        at("refs/heads/other", id(9));
        assertThat(changes()).containsOnlyKeys(MAIN).containsValue(What.NOT_LANDED);
        landed(130, 2, MAIN, id(2));
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
    void pushesThroughBothNamesOfARefAreTakenTogether() throws IOException {
        aliases.put(new RefName("refs/heads/alias"), new RefName(MAIN));
        push(60, "accepted", MAIN, id(1), id(2));
        push(7_200, "accepted", "refs/heads/alias", id(2), id(3));
        at(MAIN, id(2));
        assertThat(changes()).containsOnlyKeys(MAIN).containsValue(What.BACK_OR_FAILED);
        push(7_260, "waived", MAIN, id(2), id(4));
        for (int tip = 3; tip <= 4; tip++) {
            at(MAIN, id(tip));
            assertThat(changes()).isEmpty();
        }
        at(MAIN, id(1));
        assertThat(changes()).containsValue(What.MOVED);
    }

    @Test
    void otherRepositoriesAreOthers() throws IOException {
        push("another", 60, "accepted", MAIN, id(1), id(2));
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
        WatchedRefs refs = new WatchedRefs(tips, aliases, ref -> ref.isUnder("refs/heads/"));
        Map<String, What> changes = new HashMap<>();
        for (UnloggedChange change : UnloggedChanges.of(ledger, "server", refs).changes()) {
            changes.put(change.ref().value(), change.what());
            assertThat(change.words()).startsWith("is ");
        }
        return changes;
    }

    private void push(int second, String verdict, String ref, String before, String after) throws IOException {
        push("server", second, verdict, ref, before, after);
    }

    private void push(String repository, int second, String verdict, String ref, String before, String after)
            throws IOException {
        line(
                second,
                repository,
                "'verdict':'" + verdict + "','repository':'" + repository + "','updates':[{'ref':'" + ref + "','old':'"
                        + before + "','new':'" + after
                        + "','rules':['all'],'accepts':[{'rule':'all','commits':true,'commit':'" + id(77)
                        + "','committed':5,'extends':false}]}],'millis':41");
    }

    private void landed(int second, long seq, String ref, String tip) throws IOException {
        line(
                second,
                "server",
                "'verdict':'noted','repository':'server','landed':[{'seq':" + seq + ",'ref':'" + ref + "','new':'" + tip
                        + "'}]");
    }

    private void baseline(int second, boolean all, String ref, String tip) throws IOException {
        line(
                second,
                "server",
                "'event':'baseline','repository':'server'," + (all ? "'all':true," : "") + "'refs':[{'ref':'" + ref
                        + "','tip':'" + tip + "'}]");
    }

    private void line(int second, String repository, String fields) throws IOException {
        ledger.append(
                Instant.parse("2026-11-23T12:00:00Z").plusSeconds(second),
                repository,
                (json, caseId) -> json.writeRaw("," + fields.replace('\'', '"')));
    }

    private void at(String ref, String tip) {
        tips.put(new RefName(ref), ObjectId.fromHex(tip));
    }

    private static String id(int number) {
        return "%040x".formatted(number);
    }
}

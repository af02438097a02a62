package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.RefWords;
import dev.refwarden.review.UnloggedChange.LastWord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** For each ref that is watched, what the log last accepted: the last of it, and what may have been under way at the same time. */
final class RefHistories {
    /** How long git may take to store what was accepted. */
    static final Duration IN_FLIGHT = Duration.ofMinutes(10);

    private static final int FEW = 10;

    private final DecisionIndex index;
    private final RefWords words;
    private final WatchedRefs refs;
    private final Map<RefName, List<RefWords.Word>> found = new HashMap<>();
    private final Map<RefName, List<LastWord>> steps = new HashMap<>();
    /** The latest declaration about all refs there were; a ref that it does not name was not there. */
    private Optional<LastWord> whole = Optional.empty();
    /** The newest word of the ref whose words are read. */
    private Optional<RefWords.Word> newest = Optional.empty();
    /** Whether what that ref was before does not matter. */
    private boolean closed;

    private RefHistories(Ledger ledger, String repository, WatchedRefs refs) {
        this.index = new DecisionIndex(ledger);
        this.words = new RefWords(ledger, repository);
        this.refs = refs;
    }

    static RefHistories read(Ledger ledger, String repository, WatchedRefs refs) throws IOException {
        RefHistories histories = new RefHistories(ledger, repository, refs);
        histories.findWhole(repository);
        histories.words.since(histories.whole.map(LastWord::seq).orElse(0L), histories::take);
        histories.readLines();
        return histories;
    }

    /** Every ref that matters and is there, or was. */
    SortedSet<RefName> refs() {
        SortedSet<RefName> all = new TreeSet<>(steps.keySet());
        all.addAll(refs.tips().keySet());
        all.removeIf(ref -> !refs.watched().test(ref));
        return all;
    }

    /** Newest first; none where the log says nothing of it. */
    List<LastWord> of(RefName ref) {
        return steps.getOrDefault(ref, whole.stream().toList());
    }

    /** Whether hooks that ran after the push that was accepted saw the ref where it was allowed to go. */
    Landing landing(RefName ref, LastWord word) throws IOException {
        Set<String> names = names(ref);
        if (words.isSeenLanded(names, word.seq())) {
            return Landing.SEEN;
        }
        LoggedDecision accepted = index.at(word.seq());
        Object millis = Optional.ofNullable(accepted.fields().get("millis")).orElse(0L);
        // Hooks that started before this one was done may not have known of it.
        Instant ended = accepted.time().plusMillis(millis instanceof Number number ? number.longValue() : 0);
        boolean looked = words.lastPushAfter(word.seq()).filter(ended::isBefore).isPresent();
        // Only what settles something is waited for.
        boolean waited = accepted.objects("updates").stream()
                .filter(update -> names.contains(LoggedDecision.text(update, "ref")))
                .anyMatch(update -> update.get("accepts") != null);
        return looked && waited ? Landing.MISSED : Landing.UNKNOWN;
    }

    /** What is known of an accepted push's end. */
    enum Landing {
        SEEN,
        /** A later hook looked, and did not see it there. */
        MISSED,
        /** No hook has run since, or the ref's rules give hooks no reason to look. */
        UNKNOWN
    }

    /** Under which names the log may speak of a ref. */
    private Set<String> names(RefName ref) {
        Set<String> names = new HashSet<>();
        names.add(ref.value());
        refs.aliases().forEach((alias, target) -> {
            if (target.equals(ref)) {
                names.add(alias.value());
            }
        });
        return names;
    }

    private void findWhole(String repository) throws IOException {
        DecisionQuery declarations =
                DecisionQuery.of(EnumSet.of(DecisionKind.BASELINE)).inRepository(repository);
        Optional<Long> before = Optional.empty();
        while (true) {
            List<LoggedDecision> page = index.page(declarations, before, FEW);
            for (LoggedDecision declaration : page) {
                if (declaration.fields().get("all") == Boolean.TRUE) {
                    whole = Optional.of(
                            new LastWord(declaration.seq(), declaration.time(), ObjectId.ZERO, ObjectId.ZERO, true));
                    return;
                }
            }
            if (page.isEmpty()) {
                return;
            }
            before = Optional.of(page.get(page.size() - 1).seq());
        }
    }

    private void take(RefWords.Word word) {
        RefName ref = refs.written(new RefName(word.ref()));
        if (newest.filter(other -> other.ref().equals(word.ref())).isEmpty()) {
            newest = Optional.of(word);
            closed = !refs.watched().test(ref);
        }
        closed |= isBefore(word, newest.get());
        if (!closed) {
            found.computeIfAbsent(ref, none -> new ArrayList<>()).add(word);
            closed = word.declared();
        }
    }

    /** Whether nothing of it was under way any more when {@code newest} came. */
    private static boolean isBefore(RefWords.Word word, RefWords.Word newest) {
        return word.time().plus(IN_FLIGHT).isBefore(newest.time());
    }

    /** Keeps what may have been under way together, and reads every line once, however many refs it is about. */
    private void readLines() throws IOException {
        Map<Long, Set<RefName>> lines = new TreeMap<>(Comparator.reverseOrder());
        for (Map.Entry<RefName, List<RefWords.Word>> ref : found.entrySet()) {
            List<RefWords.Word> newestFirst = ref.getValue();
            newestFirst.sort(Comparator.comparingLong(RefWords.Word::seq).reversed());
            for (RefWords.Word word : newestFirst) {
                if (isBefore(word, newestFirst.get(0))) {
                    break;
                }
                lines.computeIfAbsent(word.seq(), none -> new HashSet<>()).add(ref.getKey());
                if (word.declared()) {
                    break;
                }
            }
        }
        for (Map.Entry<Long, Set<RefName>> line : lines.entrySet()) {
            add(index.at(line.getKey()), line.getValue());
        }
    }

    private void add(LoggedDecision line, Set<RefName> wanted) {
        boolean declared = line.text("event").equals("baseline");
        for (Map<String, Object> item : line.objects(declared ? "refs" : "updates")) {
            RefName ref = refs.written(new RefName(LoggedDecision.text(item, "ref")));
            if (wanted.contains(ref)) {
                ObjectId before = id(item, declared ? "tip" : "old");
                ObjectId after = id(item, declared ? "tip" : "new");
                steps.computeIfAbsent(ref, none -> new ArrayList<>())
                        .add(new LastWord(line.seq(), line.time(), before, after, declared));
            }
        }
    }

    private static ObjectId id(Map<String, Object> item, String name) {
        String hex = LoggedDecision.text(item, name);
        return ObjectId.isHex(hex) ? ObjectId.fromHex(hex) : ObjectId.ZERO;
    }
}

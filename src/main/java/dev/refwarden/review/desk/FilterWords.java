package dev.refwarden.review.desk;

import dev.refwarden.ledger.AskedFor;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.policy.yaml.Suggestion;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pushes are required, in one line of words such as {@code repo:platform/** person:alice since:7d}; words without a
 * colon are looked for anywhere.
 *
 * @param query what of it the ledger finds
 * @param wanted what of it only a look at each case tells
 * @param looksAtCases whether {@code wanted} asks anything
 */
public record FilterWords(DecisionQuery query, Predicate<DeskCase> wanted, boolean looksAtCases) {
    /** What may stand before a colon. */
    public static final List<String> NAMES = List.of(
            "repo",
            "person",
            "key",
            "address",
            "ref",
            "file",
            "subject",
            "email",
            "code",
            "verdict",
            "assessment",
            "state",
            "asked",
            "since",
            "until",
            "incident");

    private static final Set<DecisionKind> REFUSED = EnumSet.of(DecisionKind.REFUSED, DecisionKind.DRILL);
    private static final Pattern WORD = Pattern.compile("(?:([A-Za-z]+):)?(?:\"([^\"]*)\"|(\\S+))");

    /**
     * Reads them.
     *
     * @param people names and addresses stand for their ids
     * @throws IllegalArgumentException with what is wrong, for people
     */
    public static FilterWords read(String line, People people, Instant now) {
        Reading reading = new Reading(people, now);
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String value = word.group(2) == null ? word.group(3) : word.group(2);
            if (word.group(1) == null) {
                reading.text(value);
            } else {
                reading.word(word.group(1).toLowerCase(Locale.ROOT), value);
            }
        }
        reading.checkKinds();
        return new FilterWords(reading.query(), reading.wanted, !reading.looking.isEmpty());
    }

    /** Whether every refused push fits. */
    public boolean asksNothing() {
        return !looksAtCases && query.equals(DecisionQuery.refusals());
    }

    /** Some words and their values, quoted where that is needed. */
    public static String word(String name, String value) {
        String clean = value.replace("\"", "");
        return name + ":" + (clean.isEmpty() || clean.matches(".*\\s.*") ? '"' + clean + '"' : clean);
    }

    private static Instant time(String text, Instant now) {
        return SpokenTime.parse(text, now)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is not a time such as 7d, yesterday, 2026-09-01 or 2026-09-01T08:00:00Z"));
    }

    /** Goes from word to word. */
    private static final class Reading {
        private final People people;
        private final Instant now;
        private final List<String> texts = new ArrayList<>();
        private DecisionQuery query = DecisionQuery.refusals();
        private Predicate<DeskCase> wanted = desk -> true;
        private final List<String> looking = new ArrayList<>();
        private String kinds = "";

        Reading(People people, Instant now) {
            this.people = people;
            this.now = now;
        }

        DecisionQuery query() {
            return query.containing(String.join(" ", texts));
        }

        void text(String value) {
            texts.add(value);
        }

        void word(String name, String value) {
            int before = looking.size();
            read(name, value);
            if (looking.size() > before) {
                looking.set(before, name + ":" + value);
            }
        }

        /** Only of a refused push is anything known that is looked at. */
        void checkKinds() {
            if (!looking.isEmpty() && !REFUSED.containsAll(query.kinds())) {
                throw new IllegalArgumentException(
                        "\"" + looking.get(0) + "\" is about refused pushes only: leave out \"" + kinds + "\"");
            }
        }

        private void read(String name, String value) {
            switch (name) {
                case "repo", "repository" -> query = query.inRepository(value);
                case "person", "account" -> query = query.pushedBy(id(value));
                case "key" -> query = query.involving(value);
                case "address", "from" -> query = query.from(value);
                case "ref", "branch", "tag" -> query = query.ofRef(value);
                case "code", "reason" -> query = query.withCode(value);
                case "since" -> query = query.since(time(value, now));
                case "until" -> query = query.until(time(value, now));
                case "verdict" -> verdict(value.toLowerCase(Locale.ROOT));
                case "state", "is" -> state(value.toLowerCase(Locale.ROOT));
                case "assessment", "looks" -> level(value.toLowerCase(Locale.ROOT));
                case "asked" -> asked(value.toLowerCase(Locale.ROOT));
                case "incident" -> look(desk -> desk.incident().equalsIgnoreCase(value));
                case "file" -> look(desk -> holds(files(desk), value));
                case "subject" -> look(desk -> holds(subjects(desk), value));
                case "email" -> look(desk -> holds(identities(desk), value));
                default ->
                    throw new IllegalArgumentException(
                            "there is no filter word \"" + name + ":\"" + Suggestion.hint(name, new TreeSet<>(NAMES)));
            }
        }

        private void look(Predicate<DeskCase> more) {
            wanted = wanted.and(more);
            looking.add("");
        }

        private void verdict(String value) {
            switch (value) {
                case "all", "any" ->
                    kinds(value, EnumSet.complementOf(EnumSet.of(DecisionKind.BASELINE, DecisionKind.DRILL)));
                case "drill" -> kinds(value, Set.of(DecisionKind.DRILL));
                case "refused", "accepted", "observed", "waived" ->
                    kinds(value, Set.of(DecisionKind.valueOf(value.toUpperCase(Locale.ROOT))));
                default -> level(value);
            }
        }

        private void kinds(String value, Set<DecisionKind> those) {
            query = query.ofKinds(those);
            kinds = "verdict:" + value;
        }

        private void state(String value) {
            CaseState state = one(CaseState.class, value, "state");
            look(desk -> desk.state() == state);
        }

        private void asked(String value) {
            if (value.equals("any")) {
                look(desk -> desk.askedFor().isPresent());
            } else {
                AskedFor wantedWord = one(AskedFor.class, value, "request");
                look(desk -> desk.askedFor().equals(Optional.of(wantedWord)));
            }
        }

        private void level(String value) {
            Assessment.Level level = one(Assessment.Level.class, value, "verdict");
            look(desk -> desk.assessment().level() == level);
        }

        private static <E extends Enum<E>> E one(Class<E> type, String value, String name) {
            TreeSet<String> known = new TreeSet<>();
            for (E each : type.getEnumConstants()) {
                String word = each.name().toLowerCase(Locale.ROOT);
                if (word.equals(value)) {
                    return each;
                }
                known.add(word);
            }
            throw new IllegalArgumentException("there is no " + name + " \"" + value + "\""
                    + Suggestion.hint(value, known) + "; one of " + String.join(", ", known));
        }

        /** A person's id for their name or address; anything else as it is. */
        private String id(String value) {
            Optional<Person> person = people.byEmail(value);
            if (person.isEmpty()) {
                person = people.all().stream()
                        .filter(one -> one.name().equalsIgnoreCase(value))
                        .findFirst();
            }
            return person.map(found -> found.id().value()).orElse(value);
        }

        private static boolean holds(List<String> texts, String part) {
            String small = part.toLowerCase(Locale.ROOT);
            return texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(small));
        }

        private static List<String> files(DeskCase desk) {
            return desk.content().files().stream().map(PushContent.File::name).toList();
        }

        private static List<String> subjects(DeskCase desk) {
            return desk.content().commits().stream()
                    .map(commit -> commit.subject())
                    .toList();
        }

        private static List<String> identities(DeskCase desk) {
            List<String> texts = new ArrayList<>();
            desk.content().commits().forEach(commit -> {
                texts.add(commit.author().who());
                texts.add(commit.committer().who());
            });
            return texts;
        }
    }
}

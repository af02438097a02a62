package dev.refwarden.cli;

import dev.refwarden.cli.completion.WordKind;
import dev.refwarden.decision.Code;
import dev.refwarden.ledger.AskedFor;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.review.assessment.Assessment;
import dev.refwarden.review.desk.CaseState;
import dev.refwarden.review.desk.FilterWords;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of each kind that an installation knows. */
final class OfferedWords {
    private static final String COLON = ":";
    private static final List<String> VERDICTS = List.of("all", "accepted", "observed", "refused", "waived");

    private final Places places;
    private final int most;

    /** @param most cases that are looked for */
    OfferedWords(Places places, int most) {
        this.places = places;
        this.most = most;
    }

    Collection<String> of(WordKind kind, String beginning) throws IOException, PolicyProblems {
        return switch (kind) {
            case CASE -> cases();
            case PERSON -> people().map(person -> person.id().value()).toList();
            case KEY ->
                people().flatMap(person -> person.keys().stream())
                        .map(EnrolledKey::id)
                        .map(id -> id.value())
                        .toList();
            case REPOSITORY -> new DecisionIndex(places.ledger()).repositories();
            case CODE -> Code.words();
            case WORD -> filters(beginning);
            case DIRECTORY, FILE -> List.of();
        };
    }

    /** The newest first. */
    private List<String> cases() throws IOException {
        return new DecisionIndex(places.ledger())
                .page(DecisionQuery.refusals(), Optional.empty(), most).stream()
                        .map(refused -> refused.text("case"))
                        .toList();
    }

    private Stream<Person> people() throws PolicyProblems {
        return Configuration.load(places.config()).policy().people().all().stream();
    }

    /** Such as {@code person:}, and behind that {@code person:alice}. */
    private List<String> filters(String beginning) throws IOException, PolicyProblems {
        int colon = beginning.indexOf(COLON);
        if (colon < 0) {
            return FilterWords.NAMES.stream().map(name -> name + COLON).toList();
        }
        String name = beginning.substring(0, colon);
        Collection<String> values = switch (name) {
            case "person" -> of(WordKind.PERSON, "");
            case "key" -> of(WordKind.KEY, "");
            case "repo" -> of(WordKind.REPOSITORY, "");
            case "code" -> of(WordKind.CODE, "");
            case "state" -> words(CaseState.values());
            case "asked" -> words(AskedFor.values());
            case "assessment" -> words(Assessment.Level.values());
            case "verdict" ->
                Stream.concat(VERDICTS.stream(), words(Assessment.Level.values()).stream())
                        .toList();
            default -> List.of();
        };
        return values.stream().map(value -> name + COLON + value).toList();
    }

    private static List<String> words(Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}

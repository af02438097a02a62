package dev.refwarden.review.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FormTokensTest {
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private final FormTokens tokens = new FormTokens(() -> now);

    private static Visitor visitor(String id, String login) {
        Person person = new Person(
                new PersonId(id),
                id,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
        return new Visitor(login, Optional.of(person), "");
    }

    @Test
    void aTokenIsOfOnePersonAndOneCase() {
        Visitor bob = visitor("bob", "git-bob");
        String token = tokens.fresh(bob, "K7F3-2QXM");
        assertThat(tokens.isValid(token, bob, "K7F3-2QXM")).isTrue();
        assertThat(tokens.isValid(token, bob, "K7F3-2QXN")).isFalse();
        assertThat(tokens.isValid(token, visitor("carol", "git-bob"), "K7F3-2QXM"))
                .isFalse();
        assertThat(tokens.isValid(token, visitor("bob", "git-bob2"), "K7F3-2QXM"))
                .isFalse();
        assertThat(new FormTokens(() -> now).isValid(token, bob, "K7F3-2QXM")).isFalse();
        assertThat(tokens.fresh(bob, "K7F3-2QXM")).isNotEqualTo(token);
    }

    @Test
    void aTokenEndsAndCannotBeMadeYounger() {
        Visitor bob = visitor("bob", "git-bob");
        String token = tokens.fresh(bob, "K7F3-2QXM");
        now = now.plus(Duration.ofHours(12)).minusSeconds(1);
        assertThat(tokens.isValid(token, bob, "K7F3-2QXM")).isTrue();
        now = now.plusSeconds(1);
        assertThat(tokens.isValid(token, bob, "K7F3-2QXM")).isFalse();
        String younger = now.toEpochMilli() + token.substring(token.indexOf('.'));
        assertThat(tokens.isValid(younger, bob, "K7F3-2QXM")).isFalse();
    }

    @Test
    void whatIsNoTokenIsNotValid() {
        Visitor bob = visitor("bob", "git-bob");
        String token = tokens.fresh(bob, "K7F3-2QXM");
        for (String wrong : List.of("", ".", "..", "a.b.c", token + "0", token.substring(1), "9".repeat(99) + token)) {
            assertThat(tokens.isValid(wrong, bob, "K7F3-2QXM")).as(wrong).isFalse();
        }
    }
}

package dev.refwarden.review.web;

import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks for a page, and may read it in any case.
 *
 * @param login what the proxy's login said; empty where it said nothing
 * @param person who may write under that login; absent where no one may
 * @param why the reason why not, in whole sentences; empty where someone may, or where this page never writes
 */
record Visitor(String login, Optional<Person> person, String why) {
    /** Someone of whom only the token is known. */
    static Visitor reader() {
        return new Visitor("", Optional.empty(), "");
    }

    static Visitor of(Request request, Optional<ProxyLogin> proxy, Site site, Instant now) throws IOException {
        if (proxy.isEmpty()) {
            return reader();
        }
        Optional<String> login = proxy.get().login(request);
        if (login.isEmpty()) {
            return new Visitor(
                    "",
                    Optional.empty(),
                    "You may read, not write: "
                            + (proxy.get().isProved(request)
                                    ? "the proxy does not say who you are."
                                    : "you did not come through the proxy that knows who you are."));
        }
        Optional<Configuration> configuration = site.configuration();
        return configuration.isEmpty()
                ? refused(login.get(), "cannot be looked up, since the configuration has errors")
                : named(login.get(), configuration.get().policy().people(), now);
    }

    /** Whom an identity provider named; no one where the configuration does not. */
    static Visitor of(Person.Identity identity, Site site, Instant now) throws IOException {
        List<Person> known = site.people().all().stream()
                .filter(one -> one.identities().contains(identity))
                .filter(one -> !one.robot() && !one.hasLeft(now))
                .toList();
        return new Visitor(
                identity.issuer() + " " + identity.subject(), known.stream().findFirst(), "");
    }

    private static Visitor named(String login, People people, Instant now) {
        Map<String, Person> known = new LinkedHashMap<>();
        people.byAccount(login).ifPresent(one -> known.put(one.id().value(), one));
        people.byEmail(login).ifPresent(one -> known.put(one.id().value(), one));
        if (known.isEmpty()) {
            return refused(login, "is not an account or e-mail address of a person in the configuration");
        }
        if (known.size() > 1) {
            return refused(login, "is the account of one person and the e-mail address of another");
        }
        Person person = known.values().iterator().next();
        if (person.robot() || person.hasLeft(now)) {
            return refused(login, person.robot() ? "is a robot" : "has left");
        }
        return new Visitor(login, Optional.of(person), "");
    }

    private static Visitor refused(String login, String why) {
        return new Visitor(login, Optional.empty(), "You may read, not write: your login, " + login + ", " + why + ".");
    }

    /** The id of who may write; empty where no one may. */
    String id() {
        return person.map(one -> one.id().value()).orElse("");
    }

    /** Whether they may have pushed it themselves. */
    boolean isPusher(String pusher, String account) {
        return person.filter(
                        one -> one.id().value().equals(pusher) || one.accounts().contains(account))
                .isPresent();
    }
}

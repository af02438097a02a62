package dev.refwarden.evidence;

import dev.refwarden.decision.FactorFacts;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.PastUse;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.people.Person;
import dev.refwarden.policy.Issuer;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.statement.IdentityToken;
import dev.refwarden.statement.OneTimeCode;
import dev.refwarden.statement.OneTimeSecret;
import dev.refwarden.statement.PushStatement;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.TokenCheck;
import dev.refwarden.statement.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads identity tokens and one-time codes, each only where a rule for a pushed ref names it. */
public final class PushFactors implements FactorReading {
    private static final int MOST_FAILURES = 5;
    private static final Duration LOCKED = Duration.ofHours(1);

    private final Configuration configuration;
    private final Set<Rule.Factor> wanted;
    private final PushStatement push;
    private final Instant now;

    /** @param wanted the factors that rules for the pushed refs name */
    public PushFactors(Configuration configuration, Set<Rule.Factor> wanted, PushStatement push, Instant now) {
        this.configuration = configuration;
        this.wanted = wanted;
        this.push = push;
        this.now = now;
    }

    @Override
    public void read(PushOptions options, Optional<Person> pusher, LedgerView view, Map<Rule.Factor, FactorFacts> shown)
            throws IOException {
        for (Rule.Factor factor : List.of(Rule.Factor.IDENTITY_TOKEN, Rule.Factor.ONE_TIME_CODE)) {
            List<String> values = wanted.contains(factor) ? options.values(factor.yamlName()) : List.of();
            if (values.size() > 1) {
                shown.put(factor, FactorFacts.bad("it came more than once"));
            } else if (!values.isEmpty() && pusher.isEmpty()) {
                shown.put(factor, FactorFacts.bad("the server does not say who is pushing"));
            } else if (!values.isEmpty()) {
                shown.put(
                        factor,
                        factor == Rule.Factor.IDENTITY_TOKEN
                                ? token(values.get(0), pusher.get(), view)
                                : code(values.get(0), pusher.get(), view));
            }
        }
    }

    private FactorFacts token(String value, Person pusher, LedgerView view) throws IOException {
        List<TokenIssuer> issuers = new ArrayList<>();
        for (Issuer issuer : configuration.issuers()) {
            issuers.add(new TokenIssuer(
                    issuer.issuer(), issuer.keys(), issuer.algorithm(), issuer.methods(), issuer.context()));
        }
        TokenCheck check = IdentityToken.check(value, issuers, push, now);
        if (!(check instanceof TokenCheck.Good good)) {
            return FactorFacts.bad(check instanceof TokenCheck.Bad bad ? bad.detail() : "");
        }
        StatementDigest used = digest("token", good.issuer(), good.tokenId());
        if (!view.uses(used, UseKind.TOKEN).isEmpty()) {
            return FactorFacts.bad("it was used before");
        }
        Person.Identity identity = new Person.Identity(good.issuer(), good.subject());
        return pusher.identities().contains(identity)
                ? FactorFacts.of(pusher.id(), used)
                : FactorFacts.bad("its subject is nobody of " + pusher.id() + "'s identities");
    }

    private FactorFacts code(String value, Person pusher, LedgerView view) throws IOException {
        Optional<byte[]> secret = secret(pusher);
        if (secret.isEmpty()) {
            return FactorFacts.bad("there is no secret for the codes of " + pusher.id());
        }
        StatementDigest failures = digest("code failed", pusher.id().value(), "");
        int failed = 0;
        for (PastUse failure : view.uses(failures, UseKind.CODE_FAILED)) {
            failed += failure.time().isAfter(now.minus(LOCKED)) ? 1 : 0;
        }
        if (failed >= MOST_FAILURES) {
            return FactorFacts.bad("too many wrong codes; no code counts for up to an hour");
        }
        OptionalLong step = OneTimeCode.stepOf(value, secret.get(), now);
        if (step.isEmpty()) {
            return new FactorFacts(Optional.empty(), "it is wrong", Optional.of(failures));
        }
        StatementDigest used = digest("code", pusher.id().value(), Long.toString(step.getAsLong()));
        return view.uses(used, UseKind.CODE).isEmpty()
                ? FactorFacts.of(pusher.id(), used)
                : FactorFacts.bad("it was used before; wait for the next one");
    }

    private Optional<byte[]> secret(Person pusher) throws IOException {
        return pusher.oneTimeCode().isEmpty()
                ? Optional.empty()
                : OneTimeSecret.parse(Files.readString(
                        configuration.folder().resolve(pusher.oneTimeCode().get()), StandardCharsets.ISO_8859_1));
    }

    private static StatementDigest digest(String kind, String maker, String what) {
        return StatementDigest.of(kind, maker, what.getBytes(StandardCharsets.UTF_8));
    }
}

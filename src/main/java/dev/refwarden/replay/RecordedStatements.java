package dev.refwarden.replay;

import dev.refwarden.decision.Attestations;
import dev.refwarden.decision.CertificateFacts;
import dev.refwarden.decision.Code;
import dev.refwarden.decision.FactorFacts;
import dev.refwarden.decision.Failure;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Rule;
import dev.refwarden.statement.ApprovalStatement;
import dev.refwarden.statement.StatementDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people stated about a push, as far as the log remembers it: who signed the push and the approvals with which
 * key, and which factors were good. The statements themselves are not kept, so approvals count as made for exactly
 * this push, unless they were for another ref.
 */
final class RecordedStatements {
    private final LoggedDecision decision;
    private final People people;
    private final String name;

    /** @param name {@code <server>/<repository name>} */
    RecordedStatements(LoggedDecision decision, People people, String name) {
        this.decision = decision;
        this.people = people;
        this.name = name;
    }

    Attestations read(List<RefUpdate> updates) {
        List<OfferedApproval> approvals = new ArrayList<>();
        for (Map<String, Object> approval : decision.objects("approvals")) {
            String ref = LoggedDecision.text(approval, "ref");
            Optional<RefUpdate> update = updates.stream()
                    .filter(one -> one.ref().value().equals(ref))
                    .findFirst();
            Optional<SignatureCheck.Valid> valid = signature(approval);
            if (update.isPresent() && valid.isPresent()) {
                approvals.add(approval(update.get(), valid.get(), approvals.size()));
            }
        }
        return new Attestations(name, certificate(), approvals, List.of(), factors());
    }

    /** Who signed the push, if anybody whom the policy knows. */
    Optional<SignatureCheck.Valid> certificateSignature() {
        return decision.fields().get("certificate") instanceof Map<?, ?> certificate
                ? signature(asObject(certificate))
                : Optional.empty();
    }

    private OfferedApproval approval(RefUpdate update, SignatureCheck.Valid valid, int number) {
        Instant time = decision.time();
        return new OfferedApproval.Stated(
                new ApprovalStatement(name, update, time.plus(Duration.ofDays(1))),
                valid,
                digest("approval " + number),
                Instant.EPOCH,
                Optional.empty());
    }

    private CertificateFacts certificate() {
        if (!decision.fields().containsKey("certificate")) {
            return new CertificateFacts.None();
        }
        Optional<SignatureCheck.Valid> valid = certificateSignature();
        if (valid.isPresent()) {
            return new CertificateFacts.Signed(valid.get(), digest("certificate"));
        }
        Failure trouble =
                new Failure(Code.CERTIFICATE_INVALID, "the push certificate: it is signed by no key that is enrolled");
        return new CertificateFacts.Unusable(List.of(trouble), Optional.empty());
    }

    private Map<Rule.Factor, FactorFacts> factors() {
        Map<Rule.Factor, FactorFacts> factors = new EnumMap<>(Rule.Factor.class);
        for (Rule.Factor factor : Rule.Factor.values()) {
            String person = decision.text("factors", factor.yamlName());
            if (!person.isEmpty()) {
                factors.put(factor, FactorFacts.of(new PersonId(person), digest(factor.yamlName())));
            }
        }
        return factors;
    }

    /** By the key's id and fingerprint, as the people files enrol it now. */
    private Optional<SignatureCheck.Valid> signature(Map<String, Object> fields) {
        String fingerprint = LoggedDecision.text(fields, "fingerprint");
        String id = LoggedDecision.text(fields, "key");
        for (Person person : people.all()) {
            for (EnrolledKey key : person.keys()) {
                for (SigningKey signing : key.key().signingKeys()) {
                    boolean same = signing.fingerprint().value().equals(fingerprint)
                            || (signing.fingerprint().equals(key.key().fingerprint())
                                    && key.id().value().equals(id));
                    if (same) {
                        return Optional.of(new SignatureCheck.Valid(key, signing, flags(fields)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TokenFlags> flags(Map<String, Object> fields) {
        return fields.containsKey("touch")
                ? Optional.of(new TokenFlags(fields.get("touch") == Boolean.TRUE, fields.get("pin") == Boolean.TRUE, 0))
                : Optional.empty();
    }

    private static Map<String, Object> asObject(Map<?, ?> map) {
        Map<String, Object> object = new java.util.HashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static StatementDigest digest(String what) {
        return StatementDigest.of("replay", what, what.getBytes(StandardCharsets.UTF_8));
    }
}

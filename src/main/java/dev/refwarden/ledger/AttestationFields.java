package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.decision.CertificateFacts;
import dev.refwarden.decision.FactorFacts;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.OfferedWaiver;
import dev.refwarden.decision.Verdict;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a line of the log says of certificates, approvals, factors, waivers and what was used up. */
record AttestationFields(Decided decided, int lists) {
    void writeTo(JsonGenerator json) throws IOException {
        writeCertificate(json, decided.evidence().attestations().certificate());
        writeFactors(json);
        writeApprovals(json);
        if (decided.verdict() instanceof Verdict.Waived waived) {
            writeWaiver(json, waived);
        }
        writeUses(json);
        writeAlarms(json);
    }

    private static void writeCertificate(JsonGenerator json, CertificateFacts facts) throws IOException {
        if (facts instanceof CertificateFacts.None) {
            return;
        }
        json.writeObjectFieldStart("certificate");
        if (facts.usedUp().isPresent()) {
            json.writeStringField("digest", facts.usedUp().get().hex());
        }
        if (facts.signature().isPresent()) {
            writeSigner(json, facts.signature().get());
        }
        json.writeEndObject();
    }

    private static void writeSigner(JsonGenerator json, SignatureCheck.Valid valid) throws IOException {
        json.writeStringField("signer", valid.enrolled().person().value());
        json.writeStringField("key", valid.enrolled().id().value());
        json.writeStringField("fingerprint", valid.key().fingerprint().value());
        if (valid.flags().isPresent()) {
            TokenFlags flags = valid.flags().get();
            json.writeBooleanField("touch", flags.touched());
            json.writeBooleanField("pin", flags.pinEntered());
            json.writeNumberField("counter", flags.counter());
        }
    }

    private void writeFactors(JsonGenerator json) throws IOException {
        Map<Rule.Factor, FactorFacts> factors =
                decided.evidence().attestations().factors();
        if (factors.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("factors");
        for (Map.Entry<Rule.Factor, FactorFacts> factor : factors.entrySet()) {
            json.writeStringField(
                    factor.getKey().yamlName(),
                    factor.getValue().person().map(person -> person.value()).orElse(""));
        }
        json.writeEndObject();
    }

    private void writeApprovals(JsonGenerator json) throws IOException {
        List<OfferedApproval> approvals = decided.evidence().attestations().approvals();
        if (approvals.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("approvals");
        for (OfferedApproval approval : approvals.subList(0, Math.min(lists, approvals.size()))) {
            json.writeStartObject();
            if (approval instanceof OfferedApproval.Stated stated) {
                json.writeStringField("digest", stated.digest().hex());
                json.writeStringField(
                        "ref",
                        DecisionLine.cut(stated.statement().update().ref().value()));
                if (stated.signature() instanceof SignatureCheck.Valid valid) {
                    writeSigner(json, valid);
                }
                json.writeBooleanField("spent", isSpent(stated));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private boolean isSpent(OfferedApproval.Stated stated) {
        for (Use use : decided.uses()) {
            if (use.kind() == UseKind.APPROVAL_SPENT && use.digest().equals(stated.digest())) {
                return true;
            }
        }
        return false;
    }

    private static void writeWaiver(JsonGenerator json, Verdict.Waived waived) throws IOException {
        json.writeObjectFieldStart("waiver");
        json.writeStringField(
                "case", waived.waivers().get(0).statement().orElseThrow().caseId());
        json.writeArrayFieldStart("by");
        for (OfferedWaiver waiver : waived.waivers()) {
            if (waiver.signature() instanceof SignatureCheck.Valid valid) {
                json.writeStartObject();
                writeSigner(json, valid);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        TreeSet<String> codes = new TreeSet<>();
        for (Finding finding : waived.lifted()) {
            codes.add(finding.code().word());
        }
        json.writeArrayFieldStart("findings");
        for (String code : codes) {
            json.writeString(code);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeUses(JsonGenerator json) throws IOException {
        if (decided.uses().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("uses");
        for (Use use : decided.uses()) {
            json.writeStartObject();
            json.writeStringField("digest", use.digest().hex());
            json.writeStringField("kind", use.kind().word());
            json.writeStringField("note", use.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeAlarms(JsonGenerator json) throws IOException {
        if (decided.alarms().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("alarms");
        for (String alarm : decided.alarms()) {
            json.writeString(DecisionLine.cut(alarm));
        }
        json.writeEndArray();
    }
}

package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.statement.ApprovalStatement;
import dev.refwarden.statement.StatementDigest;
import java.time.Instant;
import java.util.Optional;

/** An approval that came with a push, or lies ready for it. */
public sealed interface OfferedApproval {
    /**
     * It is not an approval at all.
     *
     * @param detail for the developer, without any of its bytes
     */
    record Unreadable(String detail) implements OfferedApproval {}

    /**
     * It says something; whether it counts is for each rule to decide.
     *
     * @param digest over its maker, as far as known, and its bytes
     * @param firstSeen when this server first saw it
     * @param spent why it was used up before; absent where it was not
     */
    record Stated(
            ApprovalStatement statement,
            SignatureCheck signature,
            StatementDigest digest,
            Instant firstSeen,
            Optional<String> spent)
            implements OfferedApproval {}
}

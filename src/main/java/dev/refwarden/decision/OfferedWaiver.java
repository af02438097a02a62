package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.WaiverStatement;
import java.util.Optional;

/**
 * A waiver that came with a push.
 *
 * @param statement absent where it is none
 * @param spent whether it let a push through before
 * @param sameCase whether the case that it names is a refusal of these very updates here
 */
public record OfferedWaiver(
        Optional<WaiverStatement> statement,
        SignatureCheck signature,
        StatementDigest digest,
        boolean spent,
        boolean sameCase) {}

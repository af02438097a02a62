package dev.refwarden.cases;

import dev.refwarden.object.ObjectId;
import java.util.Set;

/**
 * What the index keeps of one line of the log.
 *
 * @param time the server's clock, in milliseconds since 1970
 * @param caseId empty but for a refusal
 * @param person who pushed, where that is known
 * @param account by which name the server knows the pusher
 * @param refs that were to be written, or were declared
 * @param codes of the findings
 * @param objects the new tips, and every commit and tag that the line names
 */
record Summary(
        long time,
        Kind kind,
        String caseId,
        String repository,
        String person,
        String account,
        Set<String> refs,
        Set<String> codes,
        Set<Signer> signers,
        Set<ObjectId> objects) {}

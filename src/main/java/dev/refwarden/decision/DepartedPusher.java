package dev.refwarden.decision;

import dev.refwarden.policy.RepositoryEntry;
import java.time.Instant;
import java.util.List;

/**
 * Whether a person who has left pushes. They push nothing, whatever the rules demand, be it by an account that
 * outlived them or by a certificate.
 */
final class DepartedPusher {
    private DepartedPusher() {}

    /** Refuses the whole push where one of the entries is enforced. */
    static void judge(Push push, List<RepositoryEntry> entries, Instant now, Findings findings) {
        push.pusher()
                .gone(now)
                .ifPresent(person -> findings.under(
                        entries.stream().anyMatch(entry -> entry.enforcesAt(now)),
                        Finding.ofPush(
                                Code.PUSHER_NOT_ALLOWED,
                                person.id() + " left on "
                                        + Times.plain(person.left().orElseThrow()) + " and may push nothing")));
    }
}

package dev.refwarden.review.assessment;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger knows around some pushes, asked for once. Used by one thread. */
public final class Surroundings {
    /** Of each person, address and key, the newest so many pushes are known. */
    private static final int MOST = 1_000;
    /** Of each that is suspected, so many accepted pushes near an incident are known, and so many since. */
    private static final int FEW = 200;

    private final DecisionIndex index;
    private final Instant until;
    private final Map<String, List<LoggedPush>> known = new HashMap<>();

    /** @param until pushes from then on are not known */
    public Surroundings(DecisionIndex index, Instant until) {
        this.index = index;
        this.until = until;
    }

    /** Every push by the same person, or by the same account where no person is known, newest first. */
    List<LoggedPush> sameHand(LoggedPush push) throws IOException {
        if (push.pusher().isEmpty()) {
            // Where the server does not say who pushed, an enrolled key on the commits tells best.
            Optional<String> signer = push.decision().objects("commits").stream()
                    .map(commit -> LoggedDecision.text(commit, "signer"))
                    .filter(name -> !name.isEmpty())
                    .findFirst();
            return signer.isEmpty() ? List.of() : signedWith(signer.get());
        }
        List<LoggedPush> all = asked("by " + push.pusher(), all().pushedBy(push.pusher()));
        // An account may be called as a person is.
        return all.stream()
                .filter(other ->
                        other.person().equals(push.person()) && other.pusher().equals(push.pusher()))
                .toList();
    }

    /** Every push from that address, newest first. */
    public List<LoggedPush> from(String address) throws IOException {
        return address.isEmpty() ? List.of() : asked("from " + address, all().from(address));
    }

    /** Every push in which that key signed something, newest first. */
    List<LoggedPush> signedWith(String key) throws IOException {
        return asked("with " + key, all().involving(key));
    }

    /** Accepted pushes by a person or account: up to {@code near} all that are reported, then the newest until today. */
    public List<LoggedPush> acceptedBy(String pusher, Instant from, Instant near) throws IOException {
        return accepted("accepted by " + pusher, passed().pushedBy(pusher), from, near);
    }

    /** Likewise those in which a key signed something. */
    public List<LoggedPush> acceptedWith(String key, Instant from, Instant near) throws IOException {
        return accepted("accepted with " + key, passed().involving(key), from, near);
    }

    private List<LoggedPush> accepted(String name, DecisionQuery query, Instant from, Instant near) throws IOException {
        String window = name + " " + from + " " + near;
        List<LoggedPush> pushes = known.get(window);
        if (pushes == null) {
            pushes = new ArrayList<>(index.pushes(query.since(near), Optional.empty(), FEW));
            pushes.addAll(index.pushes(query.since(from).until(near), Optional.empty(), FEW));
            known.put(window, pushes);
        }
        return pushes;
    }

    private static DecisionQuery passed() {
        return DecisionQuery.of(DecisionKind.accepting());
    }

    /** Other pushes of the same new tips. */
    public List<LoggedDecision> sameTips(LoggedPush push) throws IOException {
        return index.aboutSameTips(push.decision());
    }

    private DecisionQuery all() {
        return DecisionQuery.pushes().until(until);
    }

    private List<LoggedPush> asked(String name, DecisionQuery query) throws IOException {
        List<LoggedPush> pushes = known.get(name);
        if (pushes == null) {
            pushes = index.pushes(query, Optional.empty(), MOST);
            known.put(name, pushes);
        }
        return pushes;
    }
}

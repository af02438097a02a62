package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Verdict;
import dev.refwarden.log.Decided;
import dev.refwarden.log.Journal;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.RepositoryRecord;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A push about which everything is known but what other pushes have used up: to be decided while no
 * other push can be.
 */
interface Judgement {
    Decided decide(Journal journal) throws IOException;

    /** The record into which it goes; absent where the repository is not known. */
    Optional<RepositoryRecord> record();

    /** The keys that the server knows; absent where none were looked at. */
    Optional<KeySightings> sightings();

    /** What the server is told to do; absent where that cannot be read. */
    Optional<Server> server();

    /** What the Git server wants before every line shown to the developer. */
    default String messagePrefix() {
        return server().map(Server::messagePrefix).orElse("");
    }

    /** A refusal of the push as a whole, before it could be judged. */
    static Fixed refused(Push push, Code code, String detail, String policy, Optional<Server> server) {
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        return new Fixed(Decided.of(verdict, push, policy), server);
    }

    /** Decided already, whatever other pushes have used up. */
    record Fixed(Decided decided, Optional<Server> server) implements Judgement {
        @Override
        public Decided decide(Journal journal) {
            return decided;
        }

        @Override
        public Optional<RepositoryRecord> record() {
            return Optional.empty();
        }

        @Override
        public Optional<KeySightings> sightings() {
            return Optional.empty();
        }
    }
}

package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Verdict;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.Recorder;
import dev.refwarden.ledger.Use;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A push about which everything is known but what other pushes have used up: to be decided while no
 * other push can be.
 */
interface PreparedPush {
    Decided decide(LedgerView view) throws IOException;

    /** What was seen besides, and is to be remembered. */
    Recorder.Seen seen();

    /** What the server is told to do; absent where that cannot be read. */
    Optional<Server> server();

    /** What the developer is shown besides the reasons. */
    default Server.Messages messages() {
        return server().map(Server::messages).orElse(Server.Messages.DEFAULT);
    }

    /** A refusal of the push as a whole, before it could be judged. */
    static Fixed refused(Push push, Code code, String detail, String policy, Optional<Server> server) {
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        return new Fixed(Decided.of(verdict, push, policy), server);
    }

    /** Decided already, whatever other pushes have used up. */
    record Fixed(Decided decided, Optional<Server> server) implements PreparedPush {
        /** The same, with statements that are used up all the same. */
        Fixed using(List<Use> uses) {
            Decided used = new Decided(
                    decided.verdict(),
                    decided.push(),
                    decided.evidence(),
                    decided.accepted(),
                    uses,
                    decided.resting(),
                    decided.alarms(),
                    decided.policy());
            return new Fixed(used, server);
        }

        @Override
        public Decided decide(LedgerView view) {
            return decided;
        }

        @Override
        public Recorder.Seen seen() {
            return Recorder.Seen.nothing(decided.push().repository());
        }
    }
}

package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import java.time.Duration;
import java.util.function.Supplier;

/** One push while it is being handled: what was received, how long it may take, and what its developer reads. */
record PushUnderway(Received received, TimeLimit limit, Reply reply) {
    /** Answers, unless the thread that watches the clock has begun to. */
    void answer(Supplier<Outcome> answer) {
        if (limit.claim() || limit.isMine()) {
            limit.answered(answer.get());
        }
    }

    /** Answers that it could not be judged or recorded. */
    void fail(Code code, String detail, Throwable cause) {
        answer(() -> reply.incident(code, detail, cause));
    }

    /** How long other pushes may be waited for, where {@code patience} is left after the deadline for the answer. */
    Duration patience(Duration patience) {
        return Duration.ofNanos(Math.max(1, limit.left(patience)));
    }
}

package dev.refwarden.statement;

import dev.refwarden.suite.Call;
import java.time.Instant;

/** An authenticator for tests: answers the code of a secret, so many steps from now. */
public final class CodeMaker {
    private CodeMaker() {}

    public static String run(Call call) {
        long step = Instant.now().getEpochSecond() / 30 + Long.parseLong(call.argument(1));
        return OneTimeCode.at(OneTimeSecret.parse(call.argument(0)).orElseThrow(), step);
    }
}

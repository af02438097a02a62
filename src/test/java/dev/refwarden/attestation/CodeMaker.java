package dev.refwarden.attestation;

import java.time.Instant;

/** An authenticator for tests: prints the code of a secret, so many steps from now. */
public final class CodeMaker {
    private CodeMaker() {}

    public static void main(String[] arguments) {
        long step = Instant.now().getEpochSecond() / 30 + Long.parseLong(arguments[1]);
        System.out.print(OneTimeCode.at(OneTimeSecret.parse(arguments[0]).orElseThrow(), step));
    }
}

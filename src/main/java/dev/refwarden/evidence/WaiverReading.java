package dev.refwarden.evidence;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.statement.SignedStatement;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.WaiverStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the waivers that came as push options. */
final class WaiverReading {
    private static final int MOST = 32;

    private WaiverReading() {}

    /** A waiver by what it says and who signed it; its statement is absent where it is none. */
    record Read(Optional<WaiverStatement> statement, SignatureCheck signature, StatementDigest digest) {}

    /** Each waiver with its signature checked. */
    static List<Read> offered(PushOptions options, Keyring keys) {
        List<Read> offered = new ArrayList<>();
        for (String option : options.values("waiver")) {
            if (offered.size() < MOST) {
                offered.add(read(option, keys));
            }
        }
        return offered;
    }

    /** That some were offered, where no one can give any: nothing is read. */
    static List<Read> unread(PushOptions options) {
        List<String> values = options.values("waiver");
        return values.isEmpty()
                ? List.of()
                : List.of(new Read(
                        Optional.empty(),
                        new SignatureCheck.Absent(),
                        StatementDigest.of("waiver", "", values.get(0).getBytes(StandardCharsets.UTF_8))));
    }

    private static Read read(String value, Keyring keys) {
        Optional<SignedStatement> signed = SignedStatement.parse(value);
        Optional<WaiverStatement> statement = signed.flatMap(s -> WaiverStatement.parse(s.statement()));
        byte[] bytes = signed.map(SignedStatement::statement).orElse(new byte[0]);
        SignatureCheck check =
                signed.isPresent() ? signed.get().check(Purposes.WAIVER, keys) : new SignatureCheck.Absent();
        return new Read(statement, check, StatementDigest.of("waiver", "", bytes));
    }
}

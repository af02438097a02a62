package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a symbolic ref names, asked of git, which alone finds it where refs lie in a table. */
final class SymbolicRef {
    private static final int LONGEST = 4_096;

    private SymbolicRef() {}

    /**
     * Absent where the ref is none.
     *
     * @param until after when nothing is waited for, by {@link System#nanoTime}
     */
    static Optional<RefName> target(GitProgram program, Optional<Long> until, String name) throws IOException {
        try (GitProcess git = program.start("symbolic-ref", "--quiet", "--", name)) {
            until.ifPresent(git::until);
            git.sendNothingMore();
            byte[] answer = new byte[LONGEST];
            int length = 0;
            for (int next = git.read(); next >= 0 && next != '\n' && length < answer.length; next = git.read()) {
                answer[length++] = (byte) next;
            }
            // 1 says that it is not a symbolic ref.
            int status = git.exitStatus();
            git.answered();
            if (status != 0 && status != 1) {
                throw new GitFailed("git does not say whether " + name + " is a symbolic ref");
            }
            return status == 1
                    ? Optional.empty()
                    : Optional.of(new RefName(new String(answer, 0, length, StandardCharsets.UTF_8)));
        }
    }
}

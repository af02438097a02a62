package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A repository's refs as {@code git for-each-ref} lists them, all at one moment.
 *
 * @param refs by name, in their order, those left out that lead to no object
 * @param head the branch that HEAD names, where that is there
 */
record ListedRefs(Map<String, RefState> refs, Optional<RefName> head) {
    private static final String FORMAT = "--format=%(objectname)%00%(refname)%00%(symref)%00%(HEAD)";
    private static final int MOST_BYTES = 512 << 20;

    /** A git that lists them. */
    static GitProcess listing(GitProgram program) {
        return program.start("for-each-ref", FORMAT);
    }

    /**
     * Reads what {@code listing} lists.
     *
     * @throws UnreadableRefs if git does not list them
     * @throws GitFailed if that takes too long, or it lists what cannot be
     */
    static ListedRefs of(GitProcess listing, ObjectFormat format) throws IOException {
        try (GitProcess git = listing) {
            git.sendNothingMore();
            byte[] listed = readAll(git);
            if (git.exitStatus() != 0) {
                if (git.wasLate()) {
                    throw new GitFailed("git did not list the refs in time");
                }
                throw new UnreadableRefs();
            }
            git.answered();
            return parse(new String(listed, StandardCharsets.UTF_8), format);
        }
    }

    private static byte[] readAll(GitProcess git) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 14];
        for (int count = git.read(piece, 0, piece.length); count >= 0; count = git.read(piece, 0, piece.length)) {
            all.write(piece, 0, count);
            if (all.size() > MOST_BYTES) {
                git.kill();
                throw new GitFailed("git lists more refs than a repository has");
            }
        }
        return all.toByteArray();
    }

    private static ListedRefs parse(String listed, ObjectFormat format) {
        Map<String, RefState> refs = new LinkedHashMap<>();
        Optional<RefName> head = Optional.empty();
        int from = 0;
        while (from < listed.length()) {
            int to = listed.indexOf('\n', from);
            String[] fields = listed.substring(from, Math.max(from, to)).split("\0", -1);
            if (fields.length != 4 || !format.isHex(fields[0]) || !fields[1].startsWith("refs/")) {
                throw new GitFailed("git lists refs in a way that it never does");
            }
            RefName name = new RefName(fields[1]);
            refs.put(
                    fields[1],
                    new RefState(
                            name,
                            Optional.of(ObjectId.fromHex(fields[0])),
                            fields[2].isEmpty() ? Optional.empty() : Optional.of(new RefName(fields[2]))));
            if (fields[3].equals("*")) {
                head = Optional.of(name);
            }
            from = to + 1;
        }
        return new ListedRefs(refs, head);
    }

    Collection<RefState> all() {
        return refs.values();
    }
}

package dev.refwarden.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.fuzz.Promise;
import java.util.List;

/** Commits of both formats: strict and lenient reading agree, and no byte is lost between what is signed and the signature. */
public final class CommitFuzz {
    private CommitFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (ObjectFormat format : ObjectFormat.values()) {
            ParsedCommit parsed = ParsedCommit.of(input, format);
            CommitLinks links = CommitLinks.of(input, format);
            CommitLinks.tree(new StoredObject.Raw(format.nullId(), ObjectType.COMMIT, input));
            Promise.that(parsed.parents().equals(links.parents()), "Git follows the parents that are judged");
            Promise.that(parsed.subject().length() <= Subject.MAX_BYTES, "a subject is short");
            if (parsed instanceof Commit commit) {
                Promise.that(commit.tree().format() == format, "ids are of the repository's format");
                SignedParts.keepEveryByte(commit.signature(), input);
            }
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
                commit("1".repeat(40), ""),
                commit("1".repeat(64), ""),
                commit("1".repeat(40), "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"),
                commit(
                        "1".repeat(64),
                        "gpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n"),
                commit("1".repeat(40), "gpgsig a\ngpgsig-sha256 b\n"),
                commit("1".repeat(40), "encoding x\nmergetag object 1\n type commit\n"),
                commit("1".repeat(40), "parent " + "3".repeat(40) + "\n"),
                "tree 1\n\n".getBytes(ISO_8859_1));
    }

    private static byte[] commit(String id, String more) {
        String person = " Ada <ada@example.org> 1700000000 +0100\n";
        return ("tree " + id + "\nparent " + id + "\nparent " + id + "\nauthor" + person + "committer" + person + more
                        + "\nSubject\n\nBody\n")
                .getBytes(ISO_8859_1);
    }
}

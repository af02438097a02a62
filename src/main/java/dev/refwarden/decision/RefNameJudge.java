package dev.refwarden.decision;

import dev.refwarden.git.RefName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which ref names are refused for what they are, whatever else the repository holds. What a name can be taken for there
 * is found by whoever reads the repository, and is part of {@link RefFacts}.
 */
final class RefNameJudge {
    private static final Pattern OBJECT_ID = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

    /** What most disks take as one name is 255 bytes, and as a path 4,096, the folder of the repository included. */
    private static final int LONGEST_LEVEL = 255 - ".lock".length();

    private static final int LONGEST_NAME = 3_000;

    /** Names that git gives a meaning of its own before it looks for a branch or tag. */
    private static final Set<String> GITS_OWN = Set.of(
            "HEAD",
            "@",
            "FETCH_HEAD",
            "ORIG_HEAD",
            "MERGE_HEAD",
            "CHERRY_PICK_HEAD",
            "REVERT_HEAD",
            "REBASE_HEAD",
            "BISECT_HEAD",
            "BISECT_EXPECTED_REV",
            "NOTES_MERGE_REF",
            "NOTES_MERGE_PARTIAL",
            "MERGE_AUTOSTASH",
            "AUTO_MERGE");

    private RefNameJudge() {}

    /** Why nothing may be pushed to {@code name}, one of the names of {@code update}. */
    static Optional<String> forbidden(UpdateEvidence update, RefName name) {
        if (name.isUnder("refs/replace/")) {
            return Optional.of("refs/replace/ makes git show other objects than those that were signed");
        }
        if (name.isUnder("refs/namespaces/")) {
            return Optional.of("refs/namespaces/ holds the refs of other repositories");
        }
        if (!name.isUnder("refs/")) {
            return Optional.of("it is not a full ref name");
        }
        boolean creates = update.update().creates();
        boolean unreadable = name.value().indexOf('\ufffd') >= 0;
        if (!name.isClean() && (creates || unreadable)) {
            return Optional.of("its name holds characters that cannot be seen or read back");
        }
        if (creates && isTooLong(name)) {
            return Optional.of("its name, or a part of it, is longer than git can keep as a file");
        }
        if (!name.isWellFormed()) {
            return Optional.of("git does not take this as a ref name");
        }
        return creates ? takenForAnother(name) : Optional.empty();
    }

    /** Git keeps a ref in a file of its name, and locks it by another that ends in {@code .lock}. */
    private static boolean isTooLong(RefName name) {
        if (name.value().length() > LONGEST_NAME) {
            return true;
        }
        for (String level : name.value().split("/", -1)) {
            if (level.getBytes(StandardCharsets.UTF_8).length > LONGEST_LEVEL) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> takenForAnother(RefName name) {
        boolean branch = name.isUnder("refs/heads/");
        if (!branch && !name.isUnder("refs/tags/")) {
            return Optional.empty();
        }
        String plain = name.value().substring(name.value().indexOf('/', 5) + 1);
        if (GITS_OWN.contains(plain)) {
            return Optional.of("git takes " + plain + " for something else than a branch or tag");
        }
        if (OBJECT_ID.matcher(plain).matches()) {
            return Optional.of("its name can be taken for an object id");
        }
        List<String> confusing = branch ? List.of("refs/") : List.of("refs/", "heads/", "tags/", "remotes/");
        for (String beginning : confusing) {
            if (plain.startsWith(beginning)) {
                return Optional.of("a " + (branch ? "branch" : "tag") + " that begins with " + beginning
                        + " can be taken for another ref");
            }
        }
        return Optional.empty();
    }
}

package dev.refwarden.git;

import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Whether a tree is well-formed as {@code git fsck} sees it: sorted, no name twice, no {@code .git}. */
public final class TreeFormat {
    // Very old tools padded modes with zeros; Git reads them and only warns.
    private final ObjectChecker checker = new ObjectChecker().setAllowLeadingZeroFileMode(true);

    /** What is wrong with the tree; absent where nothing is. */
    public Optional<String> problem(byte[] raw) {
        try {
            checker.checkTree(raw);
            return Optional.empty();
        } catch (CorruptObjectException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            checker.reset();
        }
    }
}

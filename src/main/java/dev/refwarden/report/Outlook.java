package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Finding;
import dev.refwarden.git.RefName;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How far the pusher can get with what is pushed to a ref: advice beyond that would come to nothing. */
enum Outlook {
    /** Nothing about these commits or tags fixes it; nothing else is worth saying. */
    HOPELESS,
    /** Other commits or tags must be pushed, so that whatever is done about these is done for nothing. */
    REPLACED,
    /** The same commits or tags can pass. */
    UNCHANGED;

    private static final Set<Code> HOPELESS_CODES = EnumSet.of(
            Code.REF_FORBIDDEN,
            Code.REF_UNMATCHED,
            Code.UPDATE_MALFORMED,
            Code.BRANCH_DELETED,
            Code.TAG_DELETED,
            Code.TAG_MOVED,
            Code.TAG_TARGET_FORBIDDEN,
            Code.PUSHER_UNKNOWN,
            Code.PUSHER_NOT_ALLOWED,
            Code.PUSHER_MISMATCH,
            Code.KEY_COMPROMISED,
            Code.LIMIT_EXCEEDED,
            Code.DEADLINE_EXCEEDED,
            Code.SHALLOW_PUSH,
            Code.OBJECT_FORMAT_UNSUPPORTED,
            Code.REPOSITORY_RENAMED,
            Code.POLICY_INVALID,
            Code.LOG_UNAVAILABLE,
            Code.INTERNAL_ERROR);

    /** A push is signed again at once, unlike commits that someone else may have made with the key. */
    static boolean isMendedByAnotherKey(Finding finding) {
        return finding.code() == Code.KEY_COMPROMISED && finding.object().isEmpty();
    }

    static boolean isHopeless(Code code) {
        return HOPELESS_CODES.contains(code);
    }

    /** What can be hoped for each ref, by all findings about it; of the push as a whole where no ref is named. */
    static Map<Optional<RefName>, Outlook> of(List<Finding> findings) {
        Map<Optional<RefName>, Outlook> outlooks = new HashMap<>();
        for (Finding finding : findings) {
            outlooks.merge(finding.ref(), of(finding), (one, other) -> one.compareTo(other) <= 0 ? one : other);
        }
        return outlooks;
    }

    private static Outlook of(Finding finding) {
        Code code = finding.code();
        if ((isHopeless(code) && !isMendedByAnotherKey(finding))
                || (code == Code.MALFORMED_OBJECT && finding.object().isEmpty())) {
            return HOPELESS;
        }
        boolean ofObject = finding.object().isPresent() && SignAnew.mends(code);
        return ofObject
                        || code == Code.NON_FAST_FORWARD
                        || code == Code.REF_MOVED
                        || code == Code.SIGNER_NOT_ALLOWED
                        || code == Code.TAG_LIGHTWEIGHT
                        || code == Code.TAG_NAME_MISMATCH
                        || code == Code.TAG_OFF_BRANCH
                ? REPLACED
                : UNCHANGED;
    }
}

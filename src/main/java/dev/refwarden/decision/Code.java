package dev.refwarden.decision;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reasons to refuse a push. Their words are stable: scripts and people quote them. */
public enum Code {
    UNSIGNED,
    BAD_SIGNATURE,
    MALFORMED_SIGNATURE,
    MALFORMED_OBJECT,
    UNKNOWN_KEY,
    WEAK_DIGEST,
    WEAK_KEY,
    SIGNER_NOT_ALLOWED,
    COMMITTER_MISMATCH,
    AUTHOR_MISMATCH,
    KEY_TYPE_FORBIDDEN,
    KEY_PURPOSE_FORBIDDEN,
    HARDWARE_KEY_REQUIRED,
    TOUCH_MISSING,
    PIN_MISSING,
    KEY_COOLING_DOWN,
    KEY_NOT_YET_VALID,
    KEY_EXPIRED,
    KEY_RETIRED,
    KEY_COMPROMISED,
    UNTRUSTED_ISSUER,
    TAG_LIGHTWEIGHT,
    TAG_NAME_MISMATCH,
    TAG_TARGET_FORBIDDEN,
    TAG_OFF_BRANCH,
    TAG_MOVED,
    TAG_DELETED,
    NON_FAST_FORWARD,
    BRANCH_DELETED,
    REF_FORBIDDEN,
    REF_UNMATCHED,
    REF_MOVED,
    UPDATE_MALFORMED,
    PUSHER_UNKNOWN,
    PUSHER_MISMATCH,
    PUSHER_NOT_ALLOWED,
    CERTIFICATE_MISSING,
    CERTIFICATE_INVALID,
    CERTIFICATE_STALE,
    CERTIFICATE_REPLAYED,
    SECOND_FACTOR_MISSING,
    SECOND_FACTOR_INVALID,
    APPROVALS_MISSING,
    APPROVAL_INVALID,
    PATH_APPROVALS_MISSING,
    LIMIT_EXCEEDED,
    DEADLINE_EXCEEDED,
    SHALLOW_PUSH,
    OBJECT_FORMAT_UNSUPPORTED,
    /** A repository comes under another name than before; beyond the named codes, since none of them fits. */
    REPOSITORY_RENAMED,
    /** A waiver was offered and does not count; beyond the named codes, since none of them fits. */
    WAIVER_INVALID,
    POLICY_INVALID,
    LOG_UNAVAILABLE,
    INTERNAL_ERROR;

    /** What speaks of an attack first, then what speaks of the wrong people and keys; all else as listed. */
    private static final List<Code> GRAVEST = List.of(
            BAD_SIGNATURE,
            KEY_COMPROMISED,
            CERTIFICATE_REPLAYED,
            CERTIFICATE_INVALID,
            MALFORMED_SIGNATURE,
            MALFORMED_OBJECT,
            REF_FORBIDDEN,
            UPDATE_MALFORMED,
            TAG_MOVED,
            TAG_DELETED,
            BRANCH_DELETED,
            NON_FAST_FORWARD,
            UNTRUSTED_ISSUER,
            UNKNOWN_KEY,
            SIGNER_NOT_ALLOWED,
            PUSHER_MISMATCH,
            PUSHER_NOT_ALLOWED,
            WAIVER_INVALID,
            APPROVAL_INVALID,
            CERTIFICATE_STALE,
            SECOND_FACTOR_INVALID);

    /** What a rule judged. Nothing that could not be judged, and nothing that is forged, can be lifted. */
    private static final Set<Code> WAIVABLE = Set.of(
            UNSIGNED,
            UNKNOWN_KEY,
            WEAK_DIGEST,
            WEAK_KEY,
            SIGNER_NOT_ALLOWED,
            COMMITTER_MISMATCH,
            AUTHOR_MISMATCH,
            KEY_TYPE_FORBIDDEN,
            KEY_PURPOSE_FORBIDDEN,
            HARDWARE_KEY_REQUIRED,
            TOUCH_MISSING,
            PIN_MISSING,
            KEY_COOLING_DOWN,
            KEY_NOT_YET_VALID,
            KEY_EXPIRED,
            KEY_RETIRED,
            TAG_LIGHTWEIGHT,
            TAG_NAME_MISMATCH,
            TAG_TARGET_FORBIDDEN,
            TAG_OFF_BRANCH,
            TAG_MOVED,
            TAG_DELETED,
            NON_FAST_FORWARD,
            BRANCH_DELETED,
            PUSHER_NOT_ALLOWED,
            SECOND_FACTOR_MISSING,
            SECOND_FACTOR_INVALID,
            APPROVALS_MISSING,
            APPROVAL_INVALID,
            PATH_APPROVALS_MISSING);

    /** Orders codes by how much they speak of an attack. */
    public static final Comparator<Code> GRAVEST_FIRST = Comparator.<Code>comparingInt(
                    code -> GRAVEST.contains(code) ? GRAVEST.indexOf(code) : GRAVEST.size())
            .thenComparing(Comparator.naturalOrder());

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Every word that there is. */
    public static Set<String> words() {
        return Arrays.stream(values()).map(Code::word).collect(Collectors.toSet());
    }

    /** The code that is written so; absent where there is none. */
    public static Optional<Code> of(String word) {
        return Arrays.stream(values()).filter(code -> code.word.equals(word)).findFirst();
    }

    /** Whether administrators can lift it by a waiver. */
    public boolean isWaivable() {
        return WAIVABLE.contains(this);
    }

    /** As it is in brackets and in the log, such as {@code bad-signature}. */
    public String word() {
        return word;
    }
}

package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A commit as a reviewer sees it, read so that even one that git would not take can be looked at. Everything is the
 * pusher's own claim.
 *
 * @param author who wrote it
 * @param committer who made the commit
 * @param signed whether it has a header for a signature, whatever that is worth
 * @param message at most some thousand characters
 */
public record ShownCommit(
        ObjectId id, List<ObjectId> parents, Identity author, Identity committer, boolean signed, String message) {
    private static final int LONGEST_MESSAGE = 20_000;
    private static final int LONGEST_LINE = 500;

    /**
     * A person by their own claim.
     *
     * @param who name and address as they stand, or the whole line where it is shaped otherwise
     * @param claimedTime absent where the line names none
     */
    public record Identity(String who, Optional<Instant> claimedTime) {
        static final Identity NONE = new Identity("", Optional.empty());
        private static final Pattern LINE = Pattern.compile("(.*>) (\\d{1,12}) [+-]\\d{4}");

        static Identity of(String line) {
            Matcher parts = LINE.matcher(line);
            return parts.matches()
                    ? new Identity(
                            cut(parts.group(1), LONGEST_LINE),
                            Optional.of(Instant.ofEpochSecond(Long.parseLong(parts.group(2)))))
                    : new Identity(cut(line, LONGEST_LINE), Optional.empty());
        }

        /** In one line, the time as the claim that it is. */
        public String words() {
            return who
                    + claimedTime.map(time -> ", " + time + " by its own claim").orElse("");
        }
    }

    public ShownCommit {
        parents = List.copyOf(parents);
    }

    /** Reads what there is to be read. */
    static ShownCommit of(ObjectId id, byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end);
        String message = end < 0 ? "" : text.substring(end + 2);
        List<ObjectId> parents = new ArrayList<>();
        Optional<Identity> author = Optional.empty();
        Optional<Identity> committer = Optional.empty();
        boolean signed = false;
        for (String line : head.split("\n", -1)) {
            if (line.startsWith("parent ") && id.format().isHex(line.substring("parent ".length()))) {
                parents.add(ObjectId.fromHex(line.substring("parent ".length())));
            } else if (line.startsWith("author ") && author.isEmpty()) {
                author = Optional.of(Identity.of(line.substring("author ".length())));
            } else if (line.startsWith("committer ") && committer.isEmpty()) {
                committer = Optional.of(Identity.of(line.substring("committer ".length())));
            } else if (line.startsWith("gpgsig")) {
                signed = true;
            }
        }
        return new ShownCommit(
                id,
                parents,
                author.orElse(Identity.NONE),
                committer.orElse(Identity.NONE),
                signed,
                cut(message, LONGEST_MESSAGE));
    }

    /** The first line of the message. */
    public String subject() {
        return cut(message.lines().findFirst().orElse(""), LONGEST_LINE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}

package dev.refwarden.dossier;

import dev.refwarden.object.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit as a reviewer sees it, read so that even one that git would not take can be looked at. Everything is the
 * pusher's own claim.
 *
 * @param author the line as it stands, without the word
 * @param committer likewise
 * @param message at most some thousand characters
 */
public record ShownCommit(
        ObjectId id, List<ObjectId> parents, String author, String committer, boolean signed, String message) {
    private static final int LONGEST_MESSAGE = 20_000;
    private static final int LONGEST_LINE = 500;

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
        String author = "";
        String committer = "";
        boolean signed = false;
        for (String line : head.split("\n", -1)) {
            if (line.startsWith("parent ") && ObjectId.isHex(line.substring("parent ".length()))) {
                parents.add(ObjectId.fromHex(line.substring("parent ".length())));
            } else if (line.startsWith("author ") && author.isEmpty()) {
                author = cut(line.substring("author ".length()), LONGEST_LINE);
            } else if (line.startsWith("committer ") && committer.isEmpty()) {
                committer = cut(line.substring("committer ".length()), LONGEST_LINE);
            } else if (line.startsWith("gpgsig")) {
                signed = true;
            }
        }
        return new ShownCommit(id, parents, author, committer, signed, cut(message, LONGEST_MESSAGE));
    }

    /** The first line of the message. */
    public String subject() {
        return cut(message.lines().findFirst().orElse(""), LONGEST_LINE);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}

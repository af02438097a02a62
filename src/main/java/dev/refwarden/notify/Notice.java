package dev.refwarden.notify;

import dev.refwarden.policy.Notifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One message to one receiver, made harmless to show.
 *
 * @param id what receivers can know it again by; one that is sent again has the same
 * @param thread what messages of one incident have in common
 * @param title one line
 * @param lines what else people are told
 * @param link where to look
 * @param json the same for programs, one JSON object
 */
record Notice(
        String id,
        String thread,
        Notifications.Verdict verdict,
        String title,
        List<String> lines,
        Optional<String> link,
        String json) {
    Notice {
        lines = List.copyOf(lines);
    }

    /** All of it for people. */
    String text() {
        List<String> all = new ArrayList<>();
        all.add(title);
        all.addAll(lines);
        link.ifPresent(all::add);
        return String.join("\n", all);
    }
}

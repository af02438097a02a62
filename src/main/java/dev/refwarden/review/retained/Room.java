package dev.refwarden.review.retained;

import dev.refwarden.policy.Server;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which retained pushes go when a new one comes. What is too old goes, then the holder's own oldest until
 * their share is kept, then the oldest of whoever holds most. So no one can push out those of
 * someone who holds less than they do.
 */
final class Room {
    private final Server.EvidenceLimits limits;
    private final List<RetainedPush> kept;
    private final Map<String, Long> held = new HashMap<>();
    private final List<RetainedPush> going = new ArrayList<>();
    private long total;

    Room(Server.EvidenceLimits limits, List<RetainedPush> kept) {
        this.limits = limits;
        this.kept = new ArrayList<>(kept);
        this.kept.sort(Comparator.comparing(RetainedPush::time));
        this.kept.forEach(exhibit -> count(exhibit, exhibit.size()));
    }

    /** What goes so that {@code size} more bytes of {@code holder} fit; absent where they do not fit at all. */
    Optional<List<RetainedPush>> madeFor(String holder, long size, Instant now) {
        kept.stream()
                .filter(exhibit -> exhibit.time().plus(limits.keep()).isBefore(now))
                .toList()
                .forEach(this::remove);
        if (size > Math.min(limits.perCase(), Math.min(limits.perPusher(), limits.total()))) {
            return Optional.empty();
        }
        while (held(holder) + size > limits.perPusher()) {
            remove(oldest(holder));
        }
        while (total + size > limits.total()) {
            String largest = largest(holder, size);
            if (held(largest) == 0) {
                return Optional.empty();
            }
            remove(oldest(largest));
        }
        return Optional.of(going);
    }

    private String largest(String newcomer, long size) {
        String largest = newcomer;
        for (Map.Entry<String, Long> one : held.entrySet()) {
            long most = held(largest) + (largest.equals(newcomer) ? size : 0);
            if (!one.getKey().equals(newcomer) && one.getValue() > most) {
                largest = one.getKey();
            }
        }
        return largest;
    }

    private RetainedPush oldest(String holder) {
        return kept.stream()
                .filter(exhibit -> exhibit.holder().equals(holder))
                .findFirst()
                .orElseThrow();
    }

    private void remove(RetainedPush exhibit) {
        kept.remove(exhibit);
        count(exhibit, -exhibit.size());
        going.add(exhibit);
    }

    private void count(RetainedPush exhibit, long bytes) {
        held.merge(exhibit.holder(), bytes, Long::sum);
        total += bytes;
    }

    private long held(String holder) {
        return held.getOrDefault(holder, 0L);
    }
}

package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedPush;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From where it came. */
final class AddressReasons implements Reasons {
    /** Fewer accepted pushes are no habit. */
    private static final int HABIT = 3;

    private static final int ROAMING = 4;
    private static final int SHARED = 3;
    private static final Duration DAY = Duration.ofDays(1);
    /** What the owner of a key has, and who stole it has not. */
    private static final Set<String> LACKING = Set.of(
            "approvals-missing",
            "path-approvals-missing",
            "hardware-key-required",
            "key-purpose-forbidden",
            "key-type-forbidden",
            "second-factor-missing",
            "touch-missing",
            "pin-missing",
            "certificate-missing",
            "signer-not-allowed");

    @Override
    public List<Reason> of(Scene scene) throws IOException {
        String address = scene.push().address();
        List<Reason> reasons = new ArrayList<>();
        if (address.isEmpty()) {
            return reasons;
        }
        Map<String, Integer> usual = addresses(scene.accepted());
        int all = usual.values().stream().mapToInt(Integer::intValue).sum();
        if (isNew(scene)) {
            reasons.add(neverBefore(scene, usual, all));
            if (scene.isSignedByPusher()
                    && scene.decision().refusingCodes().stream().anyMatch(LACKING::contains)) {
                reasons.add(Reason.of(2, "The signature is good, and what a thief of the key would lack is missing."));
            }
        } else if (all >= HABIT) {
            long same = scene.accepted().stream()
                    .filter(other -> network(other.address()).equals(network(address)))
                    .count();
            reasons.add(Reason.against(
                    0,
                    "Pushed from " + address + ", as " + same + " of " + all + " pushes of " + scene.who()
                            + " before."));
        }
        severalAccounts(scene).ifPresent(reasons::add);
        return reasons;
    }

    /** Whether someone who has habits pushed from a network where they never were. */
    static boolean isNew(Scene scene) {
        Map<String, Integer> usual = addresses(scene.accepted());
        String network = network(scene.push().address());
        return !scene.push().address().isEmpty()
                && usual.values().stream().mapToInt(Integer::intValue).sum() >= HABIT
                && usual.keySet().stream().noneMatch(known -> network(known).equals(network));
    }

    private static Reason neverBefore(Scene scene, Map<String, Integer> usual, int all) throws IOException {
        Map.Entry<String, Integer> most = usual.entrySet().stream()
                .max(Comparator.comparing(Map.Entry::getValue))
                .orElseThrow();
        String habit = scene.who() + " pushes from " + most.getKey() + " (" + most.getValue() + " of " + all + ").";
        String address = scene.push().address();
        long colleagues = scene.surroundings().from(address).stream()
                .filter(other -> other.decision().isAccepted()
                        && other.decision().seq() < scene.decision().seq()
                        && !other.pusher().equals(scene.push().pusher()))
                .count();
        if (colleagues >= SHARED) {
            return Reason.of(
                    1, "Address " + address + ": others push from there, " + scene.who() + " never did; " + habit);
        }
        long networks =
                usual.keySet().stream().map(AddressReasons::network).distinct().count();
        return Reason.of(networks >= ROAMING ? 1 : 2, "Address " + address + ": never before; " + habit);
    }

    /** Several people's accounts tried from one address that is no one's usual one. */
    private static java.util.Optional<Reason> severalAccounts(Scene scene) throws IOException {
        TreeSet<String> pushers = new TreeSet<>();
        int accepted = 0;
        for (LoggedPush other : scene.surroundings().from(scene.push().address())) {
            boolean near =
                    Duration.between(other.decision().time(), scene.decision().time())
                                    .abs()
                                    .compareTo(DAY)
                            < 0;
            accepted += other.decision().isAccepted() ? 1 : 0;
            if (near && other.decision().isRefused() && !other.pusher().isEmpty()) {
                pushers.add(other.pusher());
            }
        }
        pushers.add(scene.push().pusher());
        return pushers.size() < 2 || accepted > SHARED
                ? java.util.Optional.empty()
                : java.util.Optional.of(Reason.of(
                        4,
                        "From this one address " + pushers.size() + " accounts were tried: "
                                + pushers.stream().limit(5).collect(Collectors.joining(", ")) + "."));
    }

    private static Map<String, Integer> addresses(List<LoggedPush> pushes) {
        Map<String, Integer> counts = new TreeMap<>();
        pushes.stream()
                .filter(push -> !push.address().isEmpty())
                .forEach(push -> counts.merge(push.address(), 1, Integer::sum));
        return counts;
    }

    /** The first 24 bits of an IPv4 address, the first 64 of an IPv6 address, as text. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address.substring(0, Math.max(0, address.lastIndexOf('.')));
        }
        String[] groups = address.split("::", 2)[0].split(":", -1);
        return String.join(":", List.of(groups).subList(0, Math.min(4, groups.length)));
    }
}

package dev.refwarden.format.x509;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for the paths from a leaf to an authority. No name and key stand in a path twice (RFC 4158, section 5.2), each
 * signature is checked once, and all steps are counted, so circles and thickets of certificates end.
 */
final class ChainSearch {
    private static final int LONGEST = 8;
    private static final int MOST_PATHS = 32;
    private static final int MOST_STEPS = 4096;
    /** About milliseconds. */
    private static final int MOST_COST = 400;

    private final List<Certificate> authority;
    private final List<Certificate> sent;
    private final Map<Link, Boolean> checked = new HashMap<>();
    private final Map<ChainCheck.Reason, String> obstacles = new EnumMap<>(ChainCheck.Reason.class);
    private final List<List<Certificate>> paths = new ArrayList<>();
    private int steps;
    private int cost;

    /** One certificate and who might have issued it. */
    private record Link(Certificate issuer, Certificate below) {}

    /** @param sent what the signature holds besides the leaf; believed only as far as the authority vouches for it */
    ChainSearch(List<Certificate> authority, List<Certificate> sent) {
        this.authority = authority;
        this.sent = sent;
    }

    /** Every path that holds, the leaf first and one of the authority's certificates last. */
    List<List<Certificate>> paths(Certificate leaf) {
        extend(List.of(leaf));
        return List.copyOf(paths);
    }

    /** Why there is none, where that is known. */
    Map<ChainCheck.Reason, String> obstacles() {
        return obstacles;
    }

    private void extend(List<Certificate> path) {
        Certificate last = path.get(path.size() - 1);
        noteWhatCannotBeVerified(last, path.size() == 1);
        for (Certificate anchor : authority) {
            if (isNew(anchor, path) && issues(anchor, last)) {
                reach(with(path, anchor));
            }
        }
        for (Certificate issuer : sent) {
            if (path.size() < LONGEST && paths.size() < MOST_PATHS && isNew(issuer, path) && issues(issuer, last)) {
                extend(with(path, issuer));
            }
        }
    }

    private void reach(List<Certificate> path) {
        if (paths.size() >= MOST_PATHS) {
            return;
        }
        if (ChainRules.hold(path)) {
            paths.add(path);
        } else {
            obstacles.putIfAbsent(ChainCheck.Reason.FORBIDDEN, "");
        }
    }

    private void noteWhatCannotBeVerified(Certificate below, boolean leaf) {
        if (below.isSelfIssued() && !leaf) {
            return;
        }
        String which = leaf ? "its certificate" : "a certificate above its own";
        if (below.signed().isWeak()) {
            String digest = below.signed().scheme().orElseThrow().digest();
            obstacles.putIfAbsent(ChainCheck.Reason.WEAK_DIGEST, which + " is signed over " + digest);
        } else if (below.signed().scheme().isEmpty()) {
            obstacles.putIfAbsent(
                    ChainCheck.Reason.UNSUPPORTED, which + " is signed with an algorithm that is not supported");
        }
    }

    private static boolean isNew(Certificate issuer, List<Certificate> path) {
        return path.stream().noneMatch(known -> known.isSameEntity(issuer));
    }

    private boolean issues(Certificate issuer, Certificate below) {
        if (!issuer.subject().equals(below.issuer()) || ++steps > MOST_STEPS) {
            return false;
        }
        if (issuer.key().unsupported().isPresent()) {
            String what = issuer.key().unsupported().get();
            obstacles.putIfAbsent(ChainCheck.Reason.UNSUPPORTED, "its issuer has " + what);
            return false;
        }
        return checked.computeIfAbsent(new Link(issuer, below), this::verify);
    }

    private boolean verify(Link link) {
        cost += link.issuer().key().cost();
        return cost <= MOST_COST && ChainRules.issued(link.issuer(), link.below());
    }

    private static List<Certificate> with(List<Certificate> path, Certificate issuer) {
        List<Certificate> longer = new ArrayList<>(path);
        longer.add(issuer);
        return longer;
    }
}

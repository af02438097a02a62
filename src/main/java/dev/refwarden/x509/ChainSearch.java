package dev.refwarden.x509;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a path from a leaf to an authority. No certificate stands in a path twice, and only so many
 * signatures are checked, so circles and thickets of certificates end.
 */
final class ChainSearch {
    private static final int LONGEST = 8;
    private static final int MOST_CHECKS = 64;

    private final List<Certificate> authority;
    private final List<Certificate> sent;
    private int checks;
    private boolean issuerFound;

    /** @param sent what the signature holds beside the leaf; believed only as far as the authority vouches for it */
    ChainSearch(List<Certificate> authority, List<Certificate> sent) {
        this.authority = authority;
        this.sent = sent;
    }

    Optional<List<Certificate>> path(Certificate leaf) {
        List<Certificate> path = new ArrayList<>();
        path.add(leaf);
        return extend(path);
    }

    /** Whether some issuer was found that the authority did not vouch for in turn. */
    boolean issuerFound() {
        return issuerFound;
    }

    private Optional<List<Certificate>> extend(List<Certificate> path) {
        Certificate last = path.get(path.size() - 1);
        for (Certificate anchor : authority) {
            if (issues(anchor, last)) {
                List<Certificate> whole = new ArrayList<>(path);
                whole.add(anchor);
                if (ChainRules.hold(whole)) {
                    return Optional.of(whole);
                }
            }
        }
        if (path.size() >= LONGEST) {
            return Optional.empty();
        }
        for (Certificate issuer : sent) {
            if (!path.contains(issuer) && issues(issuer, last)) {
                List<Certificate> longer = new ArrayList<>(path);
                longer.add(issuer);
                Optional<List<Certificate>> whole = extend(longer);
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        return Optional.empty();
    }

    private boolean issues(Certificate issuer, Certificate below) {
        if (!ChainRules.mayIssue(issuer) || !issuer.subject().equals(below.issuer()) || checks >= MOST_CHECKS) {
            return false;
        }
        checks++;
        boolean issued = ChainRules.issued(issuer, below);
        issuerFound |= issued;
        return issued;
    }
}

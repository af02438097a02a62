package dev.refwarden.format.x509;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses among the paths that hold. The chain that comes out is good whenever one of them is, as long as that one is no
 * weaker than the one that lasts longest.
 */
final class ChainChoice {
    /** What rules demand of RSA unless they say otherwise. */
    private static final int USUAL_BITS = 2048;

    private static final Comparator<Chain> BETTER = Comparator.<Chain, Boolean>comparing(
                    chain -> chain.revoked().isEmpty())
            .thenComparing(chain -> strength(chain) >= USUAL_BITS)
            .thenComparing(chain -> chain.end().at())
            .thenComparing(ChainChoice::strength);

    private final List<RevocationList> lists;

    ChainChoice(List<RevocationList> lists) {
        this.lists = lists;
    }

    /** @param paths at least one */
    Chain among(List<List<Certificate>> paths) {
        List<Chain> chains = paths.stream().map(this::chain).toList();
        Chain best = chains.stream().max(BETTER).orElseThrow();
        List<Chain> equals = new ArrayList<>(chains);
        equals.removeIf(chain -> chain.revoked().isPresent() || strength(chain) < strength(best));
        Instant from = best.from();
        // The one that ends latest continues another, and so on: what began earlier counts from its own beginning.
        equals.sort(
                Comparator.<Chain, Instant>comparing(chain -> chain.end().at()).reversed());
        for (Chain earlier : equals) {
            boolean joins = !earlier.end().at().plusSeconds(1).isBefore(from);
            from = joins && earlier.from().isBefore(from) ? earlier.from() : from;
        }
        return new Chain(best.certificates(), from, best.end(), best.revoked());
    }

    private static int strength(Chain chain) {
        int least = chain.leastRsaBits();
        return least == 0 ? Integer.MAX_VALUE : least;
    }

    private Chain chain(List<Certificate> path) {
        Instant from = Instant.MIN;
        Chain.End end = new Chain.End(Instant.MAX, "");
        Optional<Revoked> gravest = Optional.empty();
        for (Certificate certificate : path) {
            boolean leaf = certificate.equals(path.get(0));
            from = certificate.notBefore().isAfter(from) ? certificate.notBefore() : from;
            String over = leaf ? "its certificate expired" : "its authority's certificate expired";
            end = earlier(end, new Chain.End(certificate.notAfter(), over));
            for (RevocationList list : lists) {
                if (list.issuer().equals(certificate.issuer())) {
                    end = earlier(end, new Chain.End(list.until(), "the authority's revocation list went out of date"));
                    gravest = graver(gravest, list.revocation(certificate));
                }
            }
        }
        return new Chain(path, from, end, gravest);
    }

    private static Chain.End earlier(Chain.End one, Chain.End other) {
        return other.at().isBefore(one.at()) ? other : one;
    }

    private static Optional<Revoked> graver(Optional<Revoked> one, Optional<Revoked> other) {
        boolean replaces = one.isEmpty()
                || (other.isPresent()
                        && other.get().reason().compareTo(one.get().reason()) < 0);
        return replaces ? other : one;
    }
}

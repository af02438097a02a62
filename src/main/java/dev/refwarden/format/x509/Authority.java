package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The certificates that a security owner trusts to issue others, with the lists of what they revoked.
 * Every one of them is trusted by itself, roots and those between alike.
 */
public final class Authority {
    private static final int MOST_REMEMBERED = 1000;

    private final List<Certificate> certificates;
    private final List<RevocationList> lists;
    private final Map<Asked, Chain> known = new ConcurrentHashMap<>();

    /** A leaf and what came with it, since the next message may bring a better path. */
    private record Asked(Certificate leaf, Set<Certificate> sent) {}

    private Authority(List<Certificate> certificates, List<RevocationList> lists) {
        this.certificates = List.copyOf(certificates);
        this.lists = List.copyOf(lists);
    }

    /**
     * Reads PEM blocks {@code CERTIFICATE} and {@code X509 CRL}, or one certificate in DER.
     *
     * @param more further files of revocation lists, in PEM or one list in DER each
     * @throws Malformed if anything in them is damaged, of no use or not the authority's own
     */
    public static Authority read(byte[] file, List<byte[]> more) throws Malformed {
        List<Certificate> certificates = new ArrayList<>();
        List<byte[]> lists = new ArrayList<>();
        for (PemBlocks.Block block : blocks(file, "CERTIFICATE")) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(Certificate.read(block.content()));
            } else if (block.label().equals("X509 CRL")) {
                lists.add(block.content());
            }
        }
        for (byte[] further : more) {
            for (PemBlocks.Block block : blocks(further, "X509 CRL")) {
                if (!block.label().equals("X509 CRL")) {
                    throw new Malformed("a file of revocation lists holds something else");
                }
                lists.add(block.content());
            }
        }
        List<Certificate> issuers = issuers(certificates);
        return new Authority(issuers, newest(lists, issuers));
    }

    /** Of several lists by one issuer the one that is good for longest. */
    private static List<RevocationList> newest(List<byte[]> lists, List<Certificate> issuers) throws Malformed {
        List<RevocationList> newest = new ArrayList<>();
        for (byte[] encoded : lists) {
            RevocationList list = RevocationList.read(encoded, issuers);
            boolean outdated = newest.stream()
                    .anyMatch(other -> other.issuer().equals(list.issuer())
                            && !other.until().isBefore(list.until()));
            if (!outdated) {
                newest.removeIf(other -> other.issuer().equals(list.issuer()));
                newest.add(list);
            }
        }
        return newest;
    }

    private static List<PemBlocks.Block> blocks(byte[] file, String inDer) throws Malformed {
        boolean der = file.length > 0 && (file[0] & 0xff) == Asn1.SEQUENCE;
        List<PemBlocks.Block> blocks = der ? List.of(new PemBlocks.Block(inDer, file)) : PemBlocks.read(file);
        if (blocks.isEmpty()) {
            throw new Malformed("it holds no PEM block");
        }
        return blocks;
    }

    private static List<Certificate> issuers(List<Certificate> certificates) throws Malformed {
        if (certificates.isEmpty()) {
            throw new Malformed("it holds no certificate");
        }
        List<Certificate> issuers =
                certificates.stream().filter(ChainRules::mayIssue).toList();
        if (issuers.isEmpty()) {
            throw new Malformed("none of its certificates may issue others");
        }
        for (Certificate issuer : issuers) {
            if (issuer.key().unsupported().isPresent()) {
                throw new Malformed("one of its certificates has "
                        + issuer.key().unsupported().get());
            }
        }
        return issuers;
    }

    /** The fingerprints of those whose certificates count. */
    public List<String> fingerprints() {
        return certificates.stream().map(Certificate::fingerprint).toList();
    }

    /** Serial numbers of what its lists revoke, in hex. */
    List<String> revokedSerials() {
        return lists.stream()
                .flatMap(list -> list.revoked().keySet().stream())
                .map(serial -> serial.toString(16))
                .sorted()
                .toList();
    }

    /** When the last of its certificates ends. */
    public Instant end() {
        return certificates.stream()
                .map(Certificate::notAfter)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** When the first of its revocation lists goes out of date. */
    Optional<Instant> listsEnd() {
        return lists.stream().map(RevocationList::until).min(Instant::compareTo);
    }

    /** Whether it calls some certificate compromised, or revoked without a reason. */
    boolean callsAnyCompromised() {
        return lists.stream()
                .flatMap(list -> list.revoked().values().stream())
                .anyMatch(revoked -> revoked.reason() != Revoked.Reason.SOFT);
    }

    /**
     * Whether {@code leaf} leads here.
     *
     * @param sent what came with it; whatever leads nowhere is passed over
     */
    public ChainCheck check(Certificate leaf, List<Certificate> sent) {
        Asked asked = new Asked(leaf, Set.copyOf(sent));
        Chain chain = known.get(asked);
        if (chain != null) {
            return new ChainCheck.Trusted(chain);
        }
        ChainSearch search = new ChainSearch(certificates, sent);
        List<List<Certificate>> paths = search.paths(leaf);
        if (paths.isEmpty()) {
            return untrusted(leaf, search.obstacles());
        }
        Chain found = new ChainChoice(lists).among(paths);
        if (known.size() < MOST_REMEMBERED) {
            known.put(asked, found);
        }
        return new ChainCheck.Trusted(found);
    }

    private static ChainCheck untrusted(Certificate leaf, Map<ChainCheck.Reason, String> obstacles) {
        String issuer = leaf.issuerName().isEmpty() ? "its issuer" : "its issuer \"" + leaf.issuerName() + "\"";
        for (ChainCheck.Reason reason : ChainCheck.Reason.values()) {
            if (obstacles.containsKey(reason)) {
                String detail = obstacles.getOrDefault(reason, "");
                boolean told = !detail.isEmpty();
                return new ChainCheck.Untrusted(
                        told ? detail : issuer + " leads to an authority here only in a way that it may not", reason);
            }
        }
        return new ChainCheck.Untrusted(issuer + " is not an authority here", ChainCheck.Reason.UNKNOWN);
    }
}

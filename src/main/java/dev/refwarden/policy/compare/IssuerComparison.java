package dev.refwarden.policy.compare;

import dev.refwarden.policy.Issuer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares whose identity tokens count, and what they must show. */
final class IssuerComparison {
    private final List<Change> changes;

    IssuerComparison(List<Change> changes) {
        this.changes = changes;
    }

    void compare(List<Issuer> before, List<Issuer> after) {
        Map<String, Issuer> old = byName(before);
        Map<String, Issuer> fresh = byName(after);
        new Changes("authorities/issuers.yaml", changes).admitted(old.keySet(), fresh.keySet(), "takes tokens of");
        old.forEach((name, issuer) -> {
            Issuer now = fresh.get(name);
            if (now != null) {
                compare(issuer, now, new Changes("tokens of " + name, changes));
            }
        });
    }

    private static void compare(Issuer before, Issuer after, Changes into) {
        if (!Arrays.equals(before.keys(), after.keys())) {
            into.weaker("are checked with other keys");
        }
        into.trusted(before.algorithm(), after.algorithm(), "are signed by " + after.algorithm());
        into.guarded(before.methods(), after.methods(), "have to show in amr");
        into.demand(before.context().isPresent(), after.context().isPresent(), "have to show a certain acr");
        if (before.context().isPresent() && after.context().isPresent()) {
            into.trusted(
                    before.context(),
                    after.context(),
                    "have to show acr " + after.context().get() + " instead");
        }
    }

    private static Map<String, Issuer> byName(List<Issuer> issuers) {
        Map<String, Issuer> map = new LinkedHashMap<>();
        issuers.forEach(issuer -> map.put(issuer.issuer(), issuer));
        return map;
    }
}

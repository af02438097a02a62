package dev.refwarden.policy;

import dev.refwarden.key.PersonId;
import dev.refwarden.policy.CacheIn.Damaged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code policy.yaml} says, as bytes and back. */
final class PolicyCodec {
    private PolicyCodec() {}

    static void write(PolicyReader.Rules policy, CacheOut out) {
        // The same few lists of people stand in most rules: they are written once, in the order of their first use.
        List<Members> used = new ArrayList<>();
        CacheOut rest = new CacheOut();
        writeRest(policy, new RuleCodec(used), rest);
        out.list(used, members -> {
            out.texts(members.names());
            out.list(members.people(), person -> out.text(person.value()));
        });
        out.bytes(rest.written());
    }

    static PolicyReader.Rules read(CacheIn in) throws Damaged {
        List<Members> used = in.list(() -> new Members(in.texts(), Set.copyOf(in.list(() -> new PersonId(in.text())))));
        CacheIn rest = in.part();
        PolicyReader.Rules policy = readRest(new RuleCodec(used), rest);
        rest.end();
        return policy;
    }

    private static void writeRest(PolicyReader.Rules policy, RuleCodec codec, CacheOut out) {
        out.list(policy.groups().entrySet(), group -> {
            out.text(group.getKey());
            codec.write(group.getValue(), out);
        });
        out.optional(policy.waivers(), waivers -> {
            out.number(waivers.count());
            codec.write(waivers.by(), out);
        });
        out.list(policy.repositories(), entry -> {
            RuleCodec.write(entry.names(), out);
            out.flag(entry.observe());
            out.optional(entry.until(), out::moment);
            out.flag(entry.allowsUnmatched());
            out.flag(entry.allowsAmbiguousNames());
            out.list(entry.rules(), rule -> codec.write(rule, out));
            RuleCodec.write(entry.place(), out);
        });
    }

    private static PolicyReader.Rules readRest(RuleCodec codec, CacheIn in) throws Damaged {
        Map<String, Members> groups = new LinkedHashMap<>();
        for (int left = in.number(); left > 0; left--) {
            groups.put(in.text(), codec.readMembers(in));
        }
        Optional<Policy.Waivers> waivers = in.optional(() -> new Policy.Waivers(in.number(), codec.readMembers(in)));
        return new PolicyReader.Rules(groups, waivers, in.list(() -> readEntry(codec, in)));
    }

    private static RepositoryEntry readEntry(RuleCodec codec, CacheIn in) throws Damaged {
        Names names = RuleCodec.readNames(in);
        boolean observe = in.flag();
        Optional<Instant> until = in.optional(in::moment);
        boolean allowsUnmatched = in.flag();
        boolean allowsAmbiguousNames = in.flag();
        List<Rule> rules = in.list(() -> codec.read(in));
        return new RepositoryEntry(
                names, observe, until, allowsUnmatched, allowsAmbiguousNames, rules, RuleCodec.readPlace(in));
    }
}

package dev.refwarden.policy.lint;

import dev.refwarden.policy.Glob;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PartPlaces;

/** What to say of {@code server.yaml}. */
final class ServerLints {
    private static final Glob BRANCHES = new Glob("refs/heads/**");
    private static final Glob TAGS = new Glob("refs/tags/**");

    private final Configuration configuration;
    private final Server server;
    private final Lints lints;

    ServerLints(Configuration configuration, Lints lints) {
        this.configuration = configuration;
        this.server = configuration.server();
        this.lints = lints;
    }

    void look() {
        lookForPushers();
        if (server.internalRefs().isEmpty()) {
            return;
        }
        PartPlaces places = PartPlaces.of(configuration.folder(), Configuration.SERVER);
        for (Glob glob : server.internalRefs().get().match()) {
            if (glob.meets(BRANCHES) || glob.meets(TAGS)) {
                lints.add(
                        places.ofItem(places.ofFile(), glob.pattern(), "internal-refs"),
                        "internal-refs: " + glob + " takes in branches or tags, which no rule then judges");
            }
        }
    }

    /** Rules that must know who pushes, where only a signed push says that. */
    private void lookForPushers() {
        if (server.pusher().isPresent()) {
            return;
        }
        PartPlaces places = PartPlaces.of(configuration.folder(), Configuration.POLICY);
        for (RepositoryEntry entry : configuration.policy().repositories()) {
            for (Rule rule : entry.rules()) {
                if (rule.push()
                        .map(Rule.Push::people)
                        .filter(ServerLints::wantsPusher)
                        .isPresent()) {
                    lints.add(
                            places.of(rule.place(), "push"),
                            "push.by must know who pushes, and server.yaml has no pusher: only signed pushes pass");
                }
            }
        }
    }

    private static boolean wantsPusher(Rule.PushDemands demands) {
        boolean signed = demands.certificate()
                || demands.secondFactor().contains(Rule.Factor.HARDWARE_TOUCH)
                || demands.secondFactor().contains(Rule.Factor.HARDWARE_PIN);
        return !signed && demands.by().isPresent();
    }
}

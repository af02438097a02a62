package dev.refwarden.policy;

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
}

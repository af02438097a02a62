package dev.refwarden.policy;

/** What to say of {@code server.yaml}. */
final class ServerLints {
    private static final Glob BRANCHES = new Glob("refs/heads/**");
    private static final Glob TAGS = new Glob("refs/tags/**");

    private final Server server;
    private final Lints lints;

    ServerLints(Server server, Lints lints) {
        this.server = server;
        this.lints = lints;
    }

    void look() {
        if (server.internalRefs().isEmpty()) {
            return;
        }
        for (Glob glob : server.internalRefs().get().match()) {
            if (glob.meets(BRANCHES) || glob.meets(TAGS)) {
                lints.add(
                        Place.of(Configuration.SERVER),
                        "internal-refs: " + glob + " takes in branches or tags, which no rule then judges");
            }
        }
    }
}

package dev.refwarden.hook;

import dev.refwarden.decision.Pusher;
import dev.refwarden.people.People;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Git server's environment says by the word of {@code server.yaml}: which repository, and who pushes. */
public final class ServerEnvironment {
    private final Server server;
    private final Map<String, String> environment;

    public ServerEnvironment(Server server, Map<String, String> environment) {
        this.server = server;
        this.environment = environment;
    }

    /**
     * The repository's name.
     *
     * @throws UnnamedRepository if {@code server.yaml} says where it is to be found, and it is not there
     */
    public String repositoryName(Path folder) throws IOException {
        if (server.repositoryEnvironment().isEmpty()) {
            return nameBelowRoot(folder);
        }
        List<String> parts = new ArrayList<>();
        for (String variable : server.repositoryEnvironment()) {
            String value = environment.getOrDefault(variable, "");
            if (value.isEmpty()) {
                throw new UnnamedRepository("the variable " + variable + ", which names the repository, is not set");
            }
            parts.add(value);
        }
        return withoutSuffix(String.join("/", parts));
    }

    public Pusher pusher(People people) {
        Optional<String> account = server.pusher().flatMap(this::account);
        return new Pusher(account, account.flatMap(people::byAccount), Optional.empty());
    }

    private String nameBelowRoot(Path folder) throws IOException {
        Path root = Path.of(server.root().orElse("/")).toRealPath();
        if (!folder.startsWith(root) || folder.equals(root)) {
            throw new UnnamedRepository("the repository lies outside of the root that server.yaml names");
        }
        Path name = root.relativize(folder);
        Path last = name.getFileName();
        boolean dotGit = last != null && last.toString().equals(".git") && name.getNameCount() > 1;
        return withoutSuffix((dotGit ? name.subpath(0, name.getNameCount() - 1) : name).toString());
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(".git") && name.length() > 4 ? name.substring(0, name.length() - 4) : name;
    }

    private Optional<String> account(Server.PusherSource source) {
        for (Map.Entry<String, List<String>> unless : source.unless().entrySet()) {
            String value = environment.getOrDefault(unless.getKey(), "");
            if (!unless.getValue().contains(value)) {
                return source.otherwise().map(this::filledIn);
            }
        }
        String account = environment.getOrDefault(source.environment(), "");
        return account.isEmpty() ? Optional.empty() : Optional.of(account);
    }

    private String filledIn(String template) {
        String filled = template;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return filled;
    }
}

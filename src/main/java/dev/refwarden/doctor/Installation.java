package dev.refwarden.doctor;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The installation that repositories are held against, and what they share. Safe for many threads. */
final class Installation {
    /** From this version on git runs hooks that are configured. */
    private static final List<Integer> CONFIGURED_HOOKS = List.of(2, 54);

    private final Path config;
    private final Path state;
    private final String version;
    private final Optional<HookFile> everywhere;
    private final Accounts accounts;
    private final boolean runsConfigured;
    private final List<String> nameVariables;
    private final Map<Path, String> versions = new ConcurrentHashMap<>();

    /**
     * An installation.
     *
     * @param version of this program; a hook that runs another is outdated
     * @param everywhere a folder of hooks that the server itself runs in every repository, as GitLab's does
     */
    Installation(Path config, Path state, String version, Optional<Path> everywhere) throws IOException {
        this.config = config;
        this.state = state;
        this.version = version;
        this.accounts = Accounts.read();
        this.nameVariables = nameVariables(config);
        this.everywhere = everywhere.isEmpty()
                ? Optional.empty()
                : HookFile.allIn(everywhere.get()).stream()
                        .filter(HookFile::isOurs)
                        .findFirst();
        this.runsConfigured =
                isAtLeast(Program.git(Path.of("/"), Map.of(), "version").line(), CONFIGURED_HOOKS);
    }

    Path state() {
        return state;
    }

    /** Refwarden's hook in the folder of hooks that the server runs everywhere. */
    Optional<HookFile> everywhere() {
        return everywhere;
    }

    /** With the home of the account that receives pushes, since git reads settings there too. */
    Map<String, String> environmentOf(Account owner) {
        return accounts.home(owner.uid()).map(home -> Map.of("HOME", home)).orElse(Map.of());
    }

    /** Whether a hook that is configured calls Refwarden, and this git runs such hooks. */
    boolean isCalledBy(GitSettings settings) {
        return runsConfigured && callBy(settings).isPresent();
    }

    /** Whether a hook that is configured tells what has landed, and this git runs such hooks. */
    boolean isTold(GitSettings settings) {
        return runsConfigured
                && settings.hooks().stream()
                        .anyMatch(hook -> settings.values()
                                        .getOrDefault("hook." + hook + ".event", List.of())
                                        .contains("post-receive")
                                && settings.value("hook." + hook + ".command")
                                        .filter(command -> command.contains(" post-receive --config "))
                                        .isPresent());
    }

    /** The rules and settings as they stand. */
    Configuration configuration() throws IOException, PolicyProblems {
        return Configuration.load(config);
    }

    Optional<HookCall> callBy(GitSettings settings) {
        for (String hook : settings.hooks()) {
            boolean event = settings.values()
                    .getOrDefault("hook." + hook + ".event", List.of())
                    .contains("pre-receive");
            Optional<HookCall> call =
                    settings.value("hook." + hook + ".command").flatMap(HookCall::parse);
            if (event && call.isPresent()) {
                return call;
            }
        }
        return Optional.empty();
    }

    /** Why a hook's call is not one of this installation. */
    Optional<String> faultOf(HookCall call) throws IOException {
        if (!Files.isExecutable(call.program())) {
            return Optional.of("its hook runs " + call.program() + ", which is not there: every push is refused");
        }
        if (!isSame(call.config(), config)) {
            return Optional.of("its hook goes by the rules in " + call.config() + ", not those in " + config);
        }
        if (!isSame(call.state(), state)) {
            return Optional.of("its hook keeps its log in " + call.state() + ", not in " + state);
        }
        String other = versionOf(call.program());
        return other.equals(version)
                ? Optional.empty()
                : Optional.of("its hook runs version " + other + ", and this is " + version);
    }

    Ledger ledger() throws IOException {
        return Ledgers.configured(config, new StateFolder(state));
    }

    boolean othersCanWrite(Path path, Account owner) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        return mode.contains(PosixFilePermission.OTHERS_WRITE)
                || (mode.contains(PosixFilePermission.GROUP_WRITE)
                        && !accounts.isAlone(Account.of(path).gid(), owner.uid()));
    }

    /**
     * What the server would set so that hooks know the repository's name; absent where only the server knows it, and
     * it has never been heard.
     */
    Optional<Map<String, String>> naming(Path repository) throws IOException {
        if (nameVariables.isEmpty()) {
            return Optional.of(Map.of());
        }
        Optional<String> name =
                RepositoryFolders.nameOf(Ledgers.configured(config, new StateFolder(state)), repository.toRealPath());
        List<String> segments = List.of(name.orElse("").split("/", -1));
        if (name.isEmpty() || segments.size() < nameVariables.size()) {
            return Optional.empty();
        }
        // Several variables are joined by slashes; what the first holds may have some of its own.
        Map<String, String> naming = new HashMap<>();
        int end = segments.size();
        for (int i = nameVariables.size() - 1; i > 0; i--) {
            naming.put(nameVariables.get(i), segments.get(--end));
        }
        naming.put(nameVariables.get(0), String.join("/", segments.subList(0, end)));
        return Optional.of(naming);
    }

    private static List<String> nameVariables(Path config) throws IOException {
        try {
            return Configuration.load(config).server().repositoryEnvironment();
        } catch (PolicyProblems e) {
            // Another check says so; until it is fixed every push is refused before it is named.
            return List.of();
        }
    }

    private String versionOf(Path program) throws IOException {
        String known = versions.get(program);
        if (known == null) {
            known = Program.run(Path.of("/"), new HashMap<>(), List.of(program.toString(), "--version"))
                    .line();
            versions.put(program, known);
        }
        return known;
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return one.equals(other) || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
    }

    private static boolean isAtLeast(String gitVersion, List<Integer> wanted) {
        String[] numbers = gitVersion.replaceFirst("^git version ", "").split("\\.", 3);
        try {
            int major = Integer.parseInt(numbers[0]);
            int minor = Integer.parseInt(numbers[1]);
            return major > wanted.get(0) || (major == wanted.get(0) && minor >= wanted.get(1));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }
}

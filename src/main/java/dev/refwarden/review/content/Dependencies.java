package dev.refwarden.review.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which dependencies a manifest's lines name that it did not name before, and which programs it has run on installation. */
final class Dependencies {
    private static final Pattern JSON = Pattern.compile("^\\s*\"([@\\w./-]{1,120})\"\\s*:\\s*\"([^\"]{1,200})\"");
    private static final Pattern VERSION =
            Pattern.compile("[~^<>=v]*\\s*\\d[\\w.+-]*.*|\\*|latest|next|npm:.*|workspace:.*");
    private static final Pattern ADDRESS =
            Pattern.compile("(git|git\\+\\w+|https?|ssh|github|gitlab|file)[:@].*|[\\w-]+/[\\w.-]+(#.*)?");
    private static final Pattern BY_ADDRESS =
            Pattern.compile("@\\s*(git\\+)?https?://|\\bgit\\s*=\\s*\"|\\bgit:\\s|^\\s*replace\\s.{1,200}=>");
    private static final Pattern PYTHON =
            Pattern.compile("^\\s*[\"']?([A-Za-z0-9][\\w.-]{0,100})(\\[[\\w,]*])?\\s*(==|>=|~=|<=|!=|@)\\s*\\S+");
    private static final Pattern MAVEN = Pattern.compile("<artifactId>([^<]{1,120})</artifactId>");
    private static final Pattern GRADLE = Pattern.compile(
            "(implementation|api|compile|runtimeOnly|testImplementation|classpath|plugin)\\b.{0,20}[\"']([\\w.-]+:[\\w.-]+)");
    private static final Pattern CARGO =
            Pattern.compile("^\\s*([\\w-]{1,80})\\s*=\\s*(\"[~^=]?\\d|\\{.{0,120}(version|git|path)\\s*=)");
    private static final Pattern GO = Pattern.compile("^(require)?\\s*([\\w.-]+\\.[\\w.-]+/[\\w./-]+)\\s+v\\d");
    private static final Pattern RUBY =
            Pattern.compile("\\b(gem|add_dependency|add_runtime_dependency)\\b[\\s(]*[\"']([\\w.-]+)[\"']");
    private static final Set<String> INSTALL =
            Set.of("preinstall", "install", "postinstall", "preuninstall", "postuninstall");
    private static final Set<String> OTHER_KEYS = Set.of(
            "name",
            "version",
            "license",
            "main",
            "module",
            "types",
            "typings",
            "node",
            "npm",
            "description",
            "author",
            "homepage",
            "type",
            "url",
            "directory",
            "email",
            "packagemanager",
            "target");

    private Dependencies() {}

    /** Names of dependencies in these lines, with the line that names each. */
    static Map<String, String> named(String path, List<String> lines) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String line : lines) {
            name(path.toLowerCase(Locale.ROOT), line).ifPresent(name -> named.put(name, line));
        }
        return named;
    }

    private static Optional<String> name(String path, String line) {
        if (path.endsWith(".json")) {
            Matcher json = JSON.matcher(line);
            boolean found = json.find()
                    && !OTHER_KEYS.contains(json.group(1).toLowerCase(Locale.ROOT))
                    && (VERSION.matcher(json.group(2)).matches()
                            || ADDRESS.matcher(json.group(2)).matches());
            return found ? Optional.of(json.group(1)) : Optional.empty();
        }
        if (path.endsWith("pom.xml")) {
            return group(MAVEN.matcher(line), 1);
        }
        if (path.endsWith(".gradle") || path.endsWith(".kts")) {
            return group(GRADLE.matcher(line), 2);
        }
        if (path.endsWith("cargo.toml")) {
            return group(CARGO.matcher(line), 1)
                    .filter(name ->
                            !Set.of("version", "edition", "rust-version").contains(name));
        }
        if (path.endsWith("go.mod")) {
            return group(GO.matcher(line), 2);
        }
        if (path.endsWith("gemfile") || path.endsWith(".gemspec")) {
            return group(RUBY.matcher(line), 2);
        }
        return group(PYTHON.matcher(line), 1);
    }

    /** Whether a manifest's line takes its dependency from an address. */
    static boolean isByAddress(String path, String line) {
        if (path.toLowerCase(Locale.ROOT).endsWith(".json")) {
            Matcher json = JSON.matcher(line);
            return json.find()
                    && !OTHER_KEYS.contains(json.group(1).toLowerCase(Locale.ROOT))
                    && json.group(2).matches("(git|git\\+\\w+|https?|ssh|github|gitlab)[:@].*");
        }
        return BY_ADDRESS.matcher(line).find();
    }

    /** What these lines have run on installation. */
    static Optional<String> installHook(String path, List<String> lines) {
        String name = path.toLowerCase(Locale.ROOT);
        for (String line : lines) {
            Matcher json = JSON.matcher(line);
            boolean script = name.endsWith("package.json") && json.find() && INSTALL.contains(json.group(1));
            boolean python = name.endsWith("setup.py")
                    && line.matches(".*\\b(cmdclass|subprocess|os\\.system|urlopen|exec\\(|requests\\.).*");
            boolean ruby = name.endsWith(".gemspec") && line.contains("extensions");
            if (script || python || ruby) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> group(Matcher matcher, int group) {
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }

    /** Those of {@code after} that {@code before} does not have. */
    static Set<String> added(Map<String, String> before, Map<String, String> after) {
        Set<String> added = new TreeSet<>(after.keySet());
        added.removeAll(before.keySet());
        return added;
    }
}

package dev.refwarden.review.content;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a file says of what it is for. */
public enum FileKind {
    /** The server's build runs it. */
    WORKFLOW(
            "(.*/)?\\.(github|gitea|forgejo)/(workflows|actions)/.*|(.*/)?\\.gitlab-ci[^/]*\\.ya?ml|(.*/)?\\.(circleci|buildkite|"
                    + "tekton|woodpecker)/.*|(.*/)?jenkinsfile[^/]*|(.*/)?(azure|bitbucket)-pipelines\\.ya?ml|(.*/)?\\.(travis|drone|"
                    + "woodpecker|appveyor|cirrus)\\.ya?ml|(.*/)?(appveyor|cloudbuild)\\.ya?ml"),
    /** It names dependencies. */
    MANIFEST(
            "(.*/)?(package\\.json|pom\\.xml|build\\.gradle(\\.kts)?|requirements[^/]*\\.(txt|in)|pyproject\\.toml|setup\\.(py|cfg)|"
                    + "pipfile|cargo\\.toml|go\\.mod|gemfile|[^/]*\\.gemspec|composer\\.json|mix\\.exs|[^/]*\\.csproj|package\\.swift)"),
    /** A program wrote down which dependencies were taken. */
    LOCK(
            "(.*/)?(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|cargo\\.lock|go\\.sum|gemfile\\.lock|"
                    + "poetry\\.lock|pipfile\\.lock|composer\\.lock|gradle\\.lockfile)"),
    /** From where packages come. */
    REGISTRY(
            "(.*/)?(\\.npmrc|\\.yarnrc(\\.yml)?|pip\\.conf|\\.pypirc|nuget\\.config|\\.mvn/.*|settings\\.xml|bunfig\\.toml)"),
    /** Builds, installations and developers' tools run it. */
    BUILD(
            "(.*/)?(gnu)?makefile[^/]*|.*\\.(mk|m4|cmake|sh|bash|ps1|bat|cmd|gradle|kts|install|gyp)|(.*/)?configure(\\.ac)?|(.*/)?"
                    + "cmakelists\\.txt|(.*/)?(build\\.rs|gradlew|mvnw|meson\\.build|build\\.xml|rakefile|pkgbuild|\\.pre-commit-config\\.ya?ml|"
                    + "dockerfile[^/]*|containerfile|docker-compose[^/]*|gruntfile[^/]*|gulpfile[^/]*|tox\\.ini|noxfile\\.py)|(.*/)?"
                    + "\\.(husky|githooks|vscode)/.*"),
    /** Rules and people of a system such as this one. */
    RULES(
            "(.*/)?(policy|server)\\.ya?ml|(.*/)?people/[^/]*\\.ya?ml|(.*/)?authorities/[^/]*|(.*/)?codeowners|(.*/)?policy\\.lock"),
    /** Where submodules come from. */
    SUBMODULES("\\.gitmodules"),
    /** For readers. */
    PROSE(".*\\.(md|rst|adoc|txt|markdown|html?|tex)|(.*/)?(changelog|readme|license|authors)[^/]*"),
    /** Texts in people's languages. */
    LANGUAGE("(.*/)?(locales?|i18n|l10n|translations|lang)/.*|.*\\.(po|pot|arb|strings|xliff|xlf|properties|resx)"),
    /** Anything else. */
    SOURCE(".*");

    private final Pattern names;

    FileKind(String names) {
        this.names = Pattern.compile(names, Pattern.DOTALL);
    }

    /** By its whole name within the repository; case does not matter. */
    public static FileKind of(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            if (kind.names.matcher(name).matches()) {
                return kind;
            }
        }
        return SOURCE;
    }

    private static final Pattern SCRIPT =
            Pattern.compile(".*\\.(sh|bash|ps1|bat|cmd|install)|(.*/)?(docker|container)file[^/]*", Pattern.DOTALL);

    /** Whether it tells a build what to do, and is no mere script. */
    public static boolean isBuildDescription(String path) {
        return of(path) == BUILD
                && !SCRIPT.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether someone's machine runs what it says, unasked. */
    public boolean isRun() {
        return switch (this) {
            case WORKFLOW, MANIFEST, REGISTRY, BUILD, RULES, SUBMODULES -> true;
            case LOCK, PROSE, LANGUAGE, SOURCE -> false;
        };
    }
}

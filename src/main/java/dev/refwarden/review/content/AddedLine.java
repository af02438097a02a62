package dev.refwarden.review.content;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What one added line does, by patterns. */
final class AddedLine {
    private static final String FETCH = "\\b(curl|wget|fetch|iwr|irm|invoke-webrequest|invoke-restmethod)\\b";
    private static final String SHELL =
            "(sudo\\s+)?(-\\w+\\s+){0,4}(/bin/|/usr/bin/(env )?)?(bash|sh|zsh|dash|ksh|python3?|node|perl|php|ruby|iex)\\b";
    private static final String SECRETS =
            "(secrets\\.|secrets\\[|tojson\\(\\s*(secrets|env)|process\\.env|os\\.environ|printenv|github_token|npm_token|aws_secret"
                    + "|\\$\\(env\\)|\\benv\\s*\\||/proc/self/environ|system\\.getenv)";

    /** What a line holds, and in which kinds of files that means something. */
    private record Rule(MarkKind kind, Set<FileKind> where, Steps steps) {}

    private static final Set<FileKind> CODE = EnumSet.complementOf(EnumSet.of(FileKind.PROSE, FileKind.LOCK));
    private static final Set<FileKind> CODE_ONLY =
            EnumSet.complementOf(EnumSet.of(FileKind.PROSE, FileKind.LOCK, FileKind.LANGUAGE));
    private static final Set<FileKind> WORKFLOWS = EnumSet.of(FileKind.WORKFLOW);

    private static final List<Rule> RULES = List.of(
            rule(MarkKind.REVERSE_SHELL, CODE, "/dev/(tcp|udp)/"),
            rule(MarkKind.REVERSE_SHELL, CODE, 40, "\\bn(c|cat)\\b", "\\s-(e|c)\\s"),
            rule(MarkKind.REVERSE_SHELL, CODE, 20, "\\bbash -i\\b", ">&"),
            rule(MarkKind.REVERSE_SHELL, CODE, 60, "mkfifo ", "\\bnc\\b"),
            rule(MarkKind.REVERSE_SHELL, CODE, 120, "socket\\.socket\\(", "dup2|/bin/sh"),
            rule(MarkKind.MINER, CODE, "stratum\\+(tcp|ssl)|xmrig|minerd\\b|coinhive"),
            rule(MarkKind.SENDS_SECRETS, CODE, "tojson\\(\\s*secrets\\s*\\)"),
            rule(
                    MarkKind.SENDS_SECRETS,
                    CODE,
                    300,
                    FETCH
                            + "|requests\\.(post|put|get)|http\\.(request|post)|\\.post\\(|axios|urlopen|nslookup|\\bdig\\b",
                    "-d|--data|-f|--form|--post-data|--post-file|-body|data\\s*=|json\\s*=|body\\s*:|,",
                    SECRETS),
            rule(MarkKind.SENDS_SECRETS, CODE, 120, SECRETS, "\\|", FETCH + "|\\bnc\\b"),
            rule(MarkKind.SENDS_SECRETS, CODE, 200, FETCH, "\\?[^\\s]{0,60}=?\\$\\{\\{\\s*secrets"),
            rule(
                    MarkKind.RUNS_INPUT,
                    CODE,
                    200,
                    "(eval|exec|system|passthru|popen|shell_exec|assert|zend_eval_string|spawn|create_function)\\w{0,40}\\s*\\(",
                    "\\$_(get|post|request|server|cookie)|http_|request\\.|req\\.(query|body|headers)|user.?agent|getenv"),
            rule(MarkKind.RUNS_INPUT, CODE, "zend_eval_string|user_agentt"),
            rule(MarkKind.RUNS_DOWNLOAD, CODE, 400, FETCH, "\\|\\s*" + SHELL),
            rule(
                    MarkKind.RUNS_DOWNLOAD,
                    CODE,
                    "(\\b(bash|sh|zsh|source|eval|python3?|node)|\\.)\\s+(-c\\s+)?[\"']?(<\\(|\\$\\(|`)\\s*" + FETCH),
            rule(
                    MarkKind.RUNS_DOWNLOAD,
                    CODE,
                    300,
                    FETCH,
                    "&&|;",
                    "chmod\\s+(\\+x|[0-7]{0,4}7[0-7]{0,4})|\\b(bash|sh|python3?|node)\\s+[./\\w]"),
            rule(
                    MarkKind.RUNS_DOWNLOAD,
                    CODE,
                    120,
                    "(exec|eval)\\s*\\(",
                    "urlopen|requests\\.get|urllib|http\\.get|https\\.get"),
            rule(MarkKind.RUNS_DOWNLOAD, CODE, "downloadstring\\(|\\bnpx\\s+(-y|--yes)\\s+https?:"),
            rule(
                    MarkKind.RUNS_ENCODED,
                    CODE,
                    80,
                    "(eval|exec|function|assert|compile|runincontext)\\s*\\(",
                    "atob|base64|b64decode|gzinflate|str_rot13|unescape|fromcharcode|marshal\\.loads|zlib\\.decompress|buffer\\.from\\("),
            rule(MarkKind.RUNS_ENCODED, CODE, 200, "base64\\s+(-d|-di|--decode)\\b", "\\|\\s*" + SHELL + "|>|\\$\\("),
            rule(MarkKind.RUNS_ENCODED, CODE, 200, "\\|\\s*(xz|gzip|openssl|tail|tr)\\b", "\\|\\s*" + SHELL),
            rule(
                    MarkKind.RUNS_ENCODED,
                    CODE,
                    "-enc(odedcommand)?\\s+[a-z0-9+/=]{40}|buffer\\.from\\([\"'][a-z0-9+/=]{60}"),
            rule(MarkKind.RUNS_ENCODED, CODE, 80, "_0x[0-9a-f]{4,}\\W", "_0x[0-9a-f]{4,}"),
            rule(
                    MarkKind.READS_CREDENTIALS,
                    CODE,
                    "\\.ssh/(id_|authorized_keys)|\\.aws/credentials|\\.config/gcloud|\\.docker/config\\.json|\\.kube/config|/etc/shadow|169\\.254\\.169\\.254|trufflehog|wallet\\.dat|\\.git-credentials|/proc/\\d*\\$?\\{?\\w*\\}?/(mem|maps)"),
            rule(MarkKind.READS_CREDENTIALS, CODE, 40, "login data", "chrome"),
            rule(
                    MarkKind.DESTROYS,
                    CODE,
                    "rm\\s+-[a-z]{0,6}[rf][a-z]{0,6}\\s+(-\\w+\\s+){0,4}(/(\\s|$|\\*|etc|home|usr|var)|~|\\$home|\\$\\{home\\}|\\.git\\b)|--no-preserve-root|\\bmkfs\\b|aws\\s+\\w+\\s+(delete|terminate)-|near-factory state"),
            rule(MarkKind.DESTROYS, CODE, 60, "\\bdd\\s", "of=/dev/"),
            rule(MarkKind.DESTROYS, CODE, 40, "shred\\s", "/"),
            rule(
                    MarkKind.DROP_HOST,
                    CODE_ONLY,
                    "webhook\\.site|requestbin|pipedream\\.net|ngrok|burpcollaborator|\\boast\\.|interact\\.sh|transfer\\.sh|file\\.io/|pastebin\\.com|hastebin|ix\\.io|0x0\\.st|discord(app)?\\.com/api/webhooks|api\\.telegram\\.org/bot|\\.onion\\b|trycloudflare\\.com|gist\\.githubusercontent\\.com"),
            rule(
                    MarkKind.ADDRESS_IN_CODE,
                    CODE_ONLY,
                    "https?://(?!127\\.|10\\.|192\\.168\\.|0\\.0|169\\.254\\.|172\\.(1[6-9]|2\\d|3[01])\\.)\\d{1,3}(\\.\\d{1,3}){3}"),
            rule(MarkKind.OUTSIDE_WORKFLOW, WORKFLOWS, "\\bpull_request_target\\b"),
            rule(
                    MarkKind.OUTSIDE_CODE,
                    WORKFLOWS,
                    "github\\.event\\.pull_request\\.head\\.(sha|ref|repo)|github\\.event\\.workflow_run\\.head"),
            rule(
                    MarkKind.INSTALL_HOOK,
                    EnumSet.of(FileKind.BUILD),
                    "^\\s*(npm|bun|pip3?|pnpm|yarn|gem)\\s+(install|add|i|x)\\s+[@a-z]"),
            rule(
                    MarkKind.WORKFLOW_INJECTION,
                    WORKFLOWS,
                    "\\$\\{\\{[^}]{0,60}github\\.(head_ref|event\\.[\\w.\\[\\]*]{0,80}(title|body|message|name|email|ref|label|page_name))"),
            rule(
                    MarkKind.WORKFLOW_RIGHTS,
                    WORKFLOWS,
                    "\\b(id-token|contents|packages|actions|deployments|attestations)\\s*:\\s*write|permissions\\s*:\\s*write-all"),
            rule(MarkKind.ENCODED_BLOB, CODE_ONLY, "[a-z0-9+/]{240}|(\\\\x[0-9a-f]{2}){24}|([0-9a-f]{2},\\s*0x){24}"),
            rule(
                    MarkKind.OTHER_REGISTRY,
                    EnumSet.of(FileKind.REGISTRY, FileKind.MANIFEST, FileKind.WORKFLOW, FileKind.BUILD),
                    "(^|[^_\\w])(registry|index-url|extra-index-url|index)\\s*[=:\\s]\\s*[\"']?https?://(?!registry\\.npmjs\\.org|pypi\\.org|repo\\.maven\\.apache\\.org)"),
            rule(MarkKind.OTHER_SUBMODULE, EnumSet.of(FileKind.SUBMODULES), "^\\s*url\\s*="));

    private AddedLine() {}

    private static Rule rule(MarkKind kind, Set<FileKind> where, String pattern) {
        return rule(kind, where, 0, pattern);
    }

    private static Rule rule(MarkKind kind, Set<FileKind> where, int apart, String... patterns) {
        return new Rule(kind, where, Steps.of(apart, patterns));
    }

    /** What it does, in a file of this kind. */
    static List<MarkKind> kinds(FileKind file, String line) {
        List<MarkKind> kinds = new ArrayList<>();
        for (Rule rule : RULES) {
            if (rule.where().contains(file)
                    && !kinds.contains(rule.kind())
                    && rule.steps().areIn(line)) {
                kinds.add(rule.kind());
            }
        }
        if (file != FileKind.PROSE && file != FileKind.LANGUAGE) {
            hidden(line, kinds);
        }
        return kinds;
    }

    private static void hidden(String line, List<MarkKind> kinds) {
        if (line.codePoints().anyMatch(c -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))) {
            kinds.add(MarkKind.HIDES_TEXT);
        }
        long invisible = line.codePoints()
                .filter(c -> c == 0x200b
                        || (c >= 0x2060 && c <= 0x2064)
                        || c == 0x3164
                        || c == 0xffa0
                        || (c >= 0xe0000 && c <= 0xe01ef))
                .count();
        if (invisible > 0) {
            kinds.add(MarkKind.INVISIBLE_TEXT);
        }
    }
}

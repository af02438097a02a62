# Gitea and Forgejo: their own pre-receive hook runs everything in pre-receive.d, so one file more goes there.

gitea_repositories() {
    [ -d "$gitea" ] || fail "there is no folder $gitea"
    root=$(cd "$gitea" && pwd -P)
    find_repositories "$root"
    [ -n "$repos" ] || belongs_to_owner "$root"
}

gitea_preflight() {
    can_change "$dir/hooks/pre-receive.d/refwarden" "the hook of $repo goes"
    can_change "$dir/config" "git's settings of $repo are"
    [ ! -e "$dir/hooks/pre-receive.d/refwarden" ] || is_ours "$dir/hooks/pre-receive.d/refwarden" ||
        fail "$dir/hooks/pre-receive.d/refwarden is there already, and it is not Refwarden's"
    gitea_runs_the_hook ||
        fail "$dir/hooks/pre-receive is not Gitea's, so nothing would run the hook; \"gitea admin regenerate hooks\" mends it"
}

# Theirs, and it runs what lies beside it.
gitea_runs_the_hook() {
    [ -x "$dir/hooks/pre-receive" ] && grep -q 'hookname.*\.d/\|pre-receive\.d/' "$dir/hooks/pre-receive"
}

# The folder names a repository: GITEA_REPO_NAME does not tell a wiki from its repository, and bears the pusher's spelling.
gitea_settings() {
    echo 'pusher: {environment: GITEA_PUSHER_NAME, unless: {GITEA_DEPLOY_KEY_ID: ["", "0"], otherwise: "deploy-key:{GITEA_DEPLOY_KEY_ID}"}}'
    echo 'internal-refs: ["refs/pull/**"]'
}

gitea_name() {
    :
}

gitea_guard() {
    place_hook "$dir/hooks/pre-receive.d/refwarden" "$dir/hooks/refwarden.undo" "$repo"
}

gitea_is_guarded() {
    is_ours "$dir/hooks/pre-receive.d/refwarden" && [ -x "$dir/hooks/pre-receive.d/refwarden" ] && gitea_runs_the_hook
}

gitea_release() {
    take_hook_away "$dir/hooks/pre-receive.d/refwarden" "$repo"
}

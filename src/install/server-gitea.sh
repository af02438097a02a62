# Gitea and Forgejo: their own pre-receive hook runs everything in pre-receive.d, so one file more goes there.

gitea_repositories() {
    [ -d "$gitea" ] || fail "there is no folder $gitea"
    root=$(cd "$gitea" && pwd -P)
    find_repositories "$root"
    [ -n "$repos" ] || belongs_to_owner "$root"
}

gitea_preflight() {
    check_hook_place "$dir/hooks/pre-receive.d/refwarden" "$repo"
    check_settings_place
}

# Theirs, and it runs what lies beside it.
gitea_runs_the_hook() {
    [ -x "$dir/hooks/pre-receive" ] && grep -q '\.d\>' "$dir/hooks/pre-receive"
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
    place_landing "$dir/hooks/post-receive.d/refwarden" "$dir/hooks/refwarden-landings.undo" "$repo"
    note_if_not_run
}

note_if_not_run() {
    gitea_runs_the_hook ||
        say "NOT GUARDED: $repo: its hooks/pre-receive is not Gitea's, so nothing runs pre-receive.d; \"gitea admin regenerate hooks\" fixes that"
}

gitea_is_guarded() {
    calls_only_us "$dir/hooks/pre-receive.d/refwarden" "$repo" || return 1
    gitea_runs_the_hook || { note_if_not_run && return 1; }
}

gitea_lands() {
    lands "$dir/hooks/post-receive.d/refwarden" "$repo"
}

gitea_release() {
    take_hook_away "$dir/hooks/pre-receive.d/refwarden" "$repo"
    take_landing_away "$dir/hooks/post-receive.d/refwarden" "$repo"
}

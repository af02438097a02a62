# gitolite: one hook in LOCAL_CODE, which gitolite itself links into every repository, now and later.

gitolite_repositories() {
    owner_home=${gitolite_home:-$HOME}
    [ -d "$owner_home/.gitolite" ] ||
        fail "there is no gitolite in $owner_home: run this as its account, or as root with --gitolite=HOME"
    belongs_to_owner "$owner_home/.gitolite"
    gitolite=$(command -v gitolite || echo "$owner_home/bin/gitolite")
    [ -x "$gitolite" ] || fail "there is no command gitolite"
    root=$(as_owner "$gitolite" query-rc GL_REPO_BASE) || fail "gitolite does not say where its repositories are"
    root=$(cd "$root" && pwd -P) || fail "there is no folder $root"
    local_code=$(as_owner "$gitolite" query-rc LOCAL_CODE || true)
    [ -n "$local_code" ] ||
        fail "gitolite has no place for hooks yet: set LOCAL_CODE in $owner_home/.gitolite.rc, such as \"\$ENV{HOME}/local\""
    find_repositories "$root"
    hooks=$local_code/hooks
    [ "$action" != install ] || check_hook_place "$hooks/common/pre-receive" "gitolite" "$hooks/common/$kept"
}

gitolite_preflight() {
    check_settings_place
    hook=$dir/hooks/pre-receive
    [ ! -e "$hook" ] || [ -L "$hook" ] || is_ours "$hook" ||
        fail "$hook is not gitolite's, and gitolite would remove it; move it to $hooks/common first"
}

gitolite_settings() {
    echo "repository: {environment: [GL_REPO]}"
    echo "pusher: {environment: GL_USER}"
}

# gitolite's name of a repository is its path.
gitolite_name() {
    name=${dir#"$root"/}
    export GL_REPO="${name%.git}"
}

gitolite_guard() {
    :
}

# Once, as gitolite's account. Repositories with hooks of their own run those instead, so the hook is offered there too.
gitolite_once_as_owner() {
    place_hook "$hooks/common/pre-receive" "$hooks/refwarden.undo" "gitolite" "$hooks/common/$kept"
    place_landing "$hooks/common/post-receive" "$hooks/refwarden-landings.undo" "gitolite" "$hooks/common/$kept_landing"
    [ ! -d "$hooks/repo-specific" ] || place_hook "$hooks/repo-specific/refwarden" "$hooks/refwarden-own.undo" "gitolite"
    case $local_code in
    "$owner_home"/.gitolite/*) say "note: LOCAL_CODE lies in gitolite-admin; whoever may push there can change the hook" ;;
    esac
    propagate_hooks || fail "gitolite could not link its hooks into the repositories"
    for_each_repo gitolite_note
}

propagate_hooks() {
    "$gitolite" setup --hooks-only </dev/null || return 1
    [ ! -d "$hooks/repo-specific" ] || "$gitolite" trigger POST_COMPILE
}

gitolite_note() {
    gitolite_is_guarded ||
        say "NOTE: $repo runs hooks of its own instead; add to it in gitolite.conf: option hook.pre-receive.zz = refwarden"
}

gitolite_is_guarded() {
    for hook in "$dir/hooks/pre-receive" "$dir"/hooks/pre-receive.h*-refwarden; do
        ! calls_us "$hook" || return 0
    done
    return 1
}

gitolite_lands() {
    lands "$hooks/common/post-receive" gitolite "$hooks/common/$kept_landing"
}

gitolite_release() {
    :
}

gitolite_release_once_as_owner() {
    take_hook_away "$hooks/common/pre-receive" "gitolite" "$hooks/common/$kept"
    take_landing_away "$hooks/common/post-receive" "gitolite" "$hooks/common/$kept_landing"
    [ ! -e "$hooks/repo-specific/refwarden" ] || take_hook_away "$hooks/repo-specific/refwarden" "gitolite"
    for_each_repo remove_dead_links
    propagate_hooks || fail "gitolite could not link its hooks into the repositories"
}

remove_dead_links() {
    for hook in "$dir/hooks/pre-receive" "$dir/hooks/$kept" "$dir/hooks/post-receive" "$dir/hooks/$kept_landing"; do
        [ ! -L "$hook" ] || [ -e "$hook" ] || rm -f "$hook"
    done
}

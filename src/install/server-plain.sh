# Git by itself, behind ssh, a web server or git daemon: a hook in each repository.

plain_repositories() {
    if [ -n "$all_repos" ]; then
        [ -d "$all_repos" ] || fail "there is no folder $all_repos"
        root=$(cd "$all_repos" && pwd -P)
        find_repositories "$root"
        [ -n "$repos" ] || belongs_to_owner "$root"
    fi
}

plain_preflight() {
    plain_place
    check_hook_place "$hook" "$repo" "$hooks/$kept"
    check_settings_place
}

plain_place() {
    hooks=$(hooks_dir "$dir")
    hook=$hooks/pre-receive
}

# Who pushes is known to whatever starts git here; which variable says it, only its administrator knows.
plain_settings() {
    echo "# Who pushes, where no push certificate says it. Take a line that fits, if pushers cannot set the variable:"
    echo "#pusher: {environment: REMOTE_USER}       # git http-backend behind a web server that asks for a name"
    echo "#pusher: {environment: REFWARDEN_PUSHER}  # ssh with forced commands that set it"
}

plain_name() {
    :
}

plain_guard() {
    plain_place
    case $hooks in
    "$dir"/*) ;;
    *) say "note: core.hooksPath leads to $hooks; the hook goes there" ;;
    esac
    place_hook "$hook" "$hook.undo" "$repo" "$hooks/$kept"
    place_landing "$hooks/post-receive" "$hooks/post-receive.undo" "$repo" "$hooks/$kept_landing"
}

plain_is_guarded() {
    plain_place
    calls_only_us "$hook" "$repo" "$hooks/$kept"
}

plain_lands() {
    lands "$hooks/post-receive" "$repo" "$hooks/$kept_landing"
}

plain_release() {
    plain_place
    take_hook_away "$hook" "$repo" "$hooks/$kept"
    take_landing_away "$hooks/post-receive" "$repo" "$hooks/$kept_landing"
}

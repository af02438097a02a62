# The three things the installer does.

# Calls a function for every repository.
for_each_repo() {
    old_ifs=$IFS
    IFS=$newline
    for repo in $repos; do
        IFS=$old_ifs
        "$1" "$repo"
    done
    IFS=$old_ifs
}

want_repos() {
    [ -n "$repos" ] || usage_error "which repository? give --repo DIR"
    owner=
    for_each_repo check_repo
}

do_install() {
    want_repos
    command -v git >/dev/null || fail "there is no git"
    find_java
    build_jar
    install_program
    install_config
    install_state
    warn_of_shared_config
    for_each_repo baseline_repo
    for_each_repo configure_repo
    for_each_repo install_hook
    say "installed: $prefix/bin/refwarden, rules in $config, log in $state"
}

warn_of_shared_config() {
    if [ "$(id -u)" = "$owner" ]; then
        say "note: the account that hooks run as can write $config; installed by root for another account, it could not"
    fi
}

do_check() {
    want_repos
    missing=0
    expect "the program" "$prefix/bin/refwarden"
    expect "the jar" "$prefix/lib/refwarden.jar"
    expect "the policy" "$config/policy.yaml"
    expect "the server's settings" "$config/server.yaml"
    expect "the state" "$state"
    for_each_repo check_hook
    [ "$missing" = 0 ] || exit 1
    say "everything is in its place; \"$prefix/bin/refwarden doctor\" looks deeper"
}

expect() {
    if [ -e "$2" ]; then
        say "ok       $1: $2"
    else
        say "MISSING  $1: $2"
        missing=1
    fi
}

check_hook() {
    hook=$(hooks_dir "$1")/pre-receive
    if is_ours "$hook" && [ -x "$hook" ]; then
        say "ok       the hook of $1"
    else
        say "MISSING  the hook of $1"
        missing=1
    fi
}

do_uninstall() {
    want_repos
    for_each_repo remove_hook
    rm -f "$prefix/bin/refwarden" "$prefix/lib/refwarden.jar" "$prefix/lib/refwarden.jsa" "$prefix/lib/refwarden.aot"
    rm -f "$prefix/share/refwarden/git-refwarden-approve"
    rmdir "$prefix/share/refwarden" "$prefix/share" "$prefix/bin" "$prefix/lib" "$prefix" 2>/dev/null || true
    say "uninstalled; rules stay in $config and the log in $state, remove them yourself if you must"
}

# What the installer does, in the order in which it does it.

want_repos() {
    [ -n "$repos$all_repos$gitea$gitlab" ] || [ "$layout" = gitolite ] ||
        usage_error "which repository? give --repo DIR"
    "${layout}_repositories"
    leave_out_odd
    for_each_repo check_repo
}

# Everything that can be known beforehand is looked at before anything is changed.
do_install() {
    command -v git >/dev/null || fail "there is no git"
    [ "$layout" != system ] || check_git_knows_config_hooks
    want_repos
    find_java
    check_places
    check_gate_place
    for_each_repo "${layout}_preflight"
    build_jar
    check_room
    check_ledger
    begin_changes
    install_program
    install_config
    install_state
    warn_of_shared_config
    run_stage install
    case $layout in
    gitlab | system) "${layout}_once" ;;
    esac
    install_template
    install_timer
    install_gate
    remove_older_versions
    link_on_path
    link_shared
    undoing=
    say "installed: $prefix/bin/refwarden, rules in $config, log in $state"
    say_unguarded
    say_next_steps
}

# What someone who reads only the end should know.
say_unguarded() {
    if [ -z "$repos" ] && [ -n "$all_repos" ]; then
        say "note: no repository is guarded: there is none below $all_repos$([ "$odd" = 0 ] || echo ' that could be'); is it the right folder?"
    elif [ "$odd" = 1 ]; then
        say "note: one repository is not guarded, as said above"
    elif [ "$odd" -gt 0 ]; then
        say "note: $odd repositories are not guarded, as said above"
    fi
}

check_places() {
    case $prefix in
    *:*) fail "PREFIX is $prefix, but Java cannot be given a program in a folder whose name holds a colon" ;;
    esac
    for wanted in "$prefix/lib" "$prefix/bin" "$config" "$state"; do
        place=$wanted
        while [ ! -e "$place" ]; do
            place=${place%/*}
            place=${place:-/}
        done
        [ -d "$place" ] || fail "$place is in the way: it is not a directory"
        [ -w "$place" ] || [ "$place" = "$state" ] ||
            fail "$(name_of "$(id -u)") cannot write in $place, where $wanted goes"
    done
    if [ -d "$state" ] && [ "$(stat -c %u "$state")" != "$owner" ]; then
        fail "$state belongs to $(name_of "$(stat -c %u "$state")"), but pushes are received by $(name_of "$owner"); give each account a STATE of its own"
    fi
}

# Room for the program, its archive and a copy of each while they change places.
check_room() {
    place=$prefix
    while [ ! -e "$place" ]; do
        place=${place%/*}
        place=${place:-/}
    done
    free=$(df -Pk "$place" | awk 'NR == 2 {print $4}')
    needed=$(($(wc -c <"$jar") * 4 / 1024))
    [ "${free:-$needed}" -ge "$needed" ] ||
        fail "$((free / 1024)) MiB are free for $prefix, $((needed / 1024)) MiB are needed"
}

warn_of_shared_config() {
    if [ "$(id -u)" = "$owner" ]; then
        say "note: the account that hooks run as can write $config; installed by root for another account, it could not"
    fi
}

do_check() {
    want_repos
    missing=$odd
    [ -n "$repos" ] || [ -z "$all_repos" ] || {
        say "MISSING  any repository below $all_repos"
        missing=1
    }
    check_start
    expect "the program" "$prefix/bin/refwarden"
    ! is_default_prefix || check_path_link
    expect "the jar" "$prefix/lib/refwarden.jar"
    check_program
    expect "the policy" "$config/policy.yaml"
    expect "the server's settings" "$config/server.yaml"
    expect "the ledger" "$state/ledger.db"
    for_each_repo check_hook
    [ "$layout" != gitlab ] || [ -n "$repos" ] || check_guarded "GitLab" gitlab_is_guarded
    check_timer
    check_gate
    [ ! -e "$config/server.yaml" ] || compare_server
    if [ "$missing" != 0 ]; then
        say "not everything is in its place: see what is MISSING, CHANGED or BROKEN above"
        exit 1
    fi
    say "everything is in its place; \"$prefix/bin/refwarden doctor\" looks deeper"
}

# Is there the Java that it was installed with?
check_start() {
    [ -e "$prefix/bin/refwarden" ] || return 0
    status=0
    { starts=$("$prefix/bin/refwarden" --version 2>&1) || status=$?; } 2>/dev/null
    if [ "$status" = 0 ]; then
        say "ok       the program starts"
    else
        starts=$(printf '%s\n' "$starts" | sed '1s/^refwarden: //; q')
        say "BROKEN   the program does not start, so every push is refused: ${starts:-it ends with status $status}"
        missing=1
    fi
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
    check_guarded "$repo" "${layout}_is_guarded"
}

check_guarded() {
    if "$2"; then
        say "ok       the hook of $1"
        "${layout}_lands" || missing=1
    else
        say "MISSING  the hook of $1"
        missing=1
    fi
}

do_uninstall() {
    want_repos
    version=$prefix/lib/refwarden/$(readlink "$prefix/lib/refwarden/current" || true)
    remove_timer
    case $layout in
    gitlab | system) "${layout}_release_once" ;;
    esac
    if [ -e "$version/installer/install.sh" ]; then
        run_stage release
    else
        stage_release
    fi
    others=$(others_that_call | sort)
    if [ -z "$others" ]; then
        remove_gate
        remove_link_on_path
        unlink_shared all
        remove_program
        say "uninstalled; rules stay in $config and the log in $state, remove them yourself if you must"
    else
        say "the program stays in $prefix, since the hooks of other repositories call it:"
        echo "$others" | sed 's/^/  /'
        say "rules stay in $config and the log in $state"
    fi
}

# Repositories that were not named, and are guarded still.
others_that_call() {
    for met in "$state"/baselined/*; do
        if ! [ -s "$met" ] || ! read -r dir <"$met"; then
            continue
        fi
        for hook in "$dir/hooks/pre-receive" "$dir/hooks/pre-receive.d/refwarden"; do
            if is_ours "$hook" && grep -qF "$prefix/bin/refwarden" "$hook"; then
                say "$dir"
            fi
        done
    done
}

# Whoever owns STATE is who receives pushes.
owner_of_state() {
    [ -d "$state" ] || fail "there is no state in $state; has Refwarden been installed?"
    owner=$(stat -c %u "$state")
    owner_group=$(stat -c %g "$state")
    owner_from=$state
}

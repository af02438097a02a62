# Git 2.54 and newer run hooks that the system's configuration names, in every repository of the machine.

system_repositories() {
    plain_repositories
}

system_preflight() {
    check_settings_place
    why_system_hook_is_off
    [ -z "$off" ] || [ "$off" = absent ] || fail "$repo switches the hook off: $off; take that away first"
}

system_settings() {
    plain_settings
}

system_name() {
    :
}

system_guard() {
    :
}

# Once, for the whole machine.
system_once() {
    system_file=$(system_config_file) || fail "git does not say where its system-wide configuration is"
    make_folder "$(dirname "$system_file")" 755
    keep "$system_file" "$system_file.undo"
    before=$(git config --system --get hook.refwarden.command || true)
    {
        git config --system hook.refwarden.command "$(hook_command)" &&
            git config --system --replace-all hook.refwarden.event pre-receive &&
            git config --system hook.refwarden-landings.command "$(with_landings hook_command) || :" &&
            git config --system --replace-all hook.refwarden-landings.event post-receive
    } || fail "git's system-wide configuration cannot be written"
    [ "$before" = "$(hook_command)" ] || say "set hook.refwarden in $system_file: git runs it in every repository"
}

system_release_once() {
    if git config --system --get hook.refwarden.command >/dev/null; then
        git config --system --remove-section hook.refwarden ||
            fail "git's system-wide configuration cannot be written"
        git config --system --remove-section hook.refwarden-landings 2>/dev/null || true
        say "hook.refwarden is out of $(system_config_file)"
    fi
}

system_config_file() {
    # Git itself knows where it looks.
    GIT_EDITOR="echo" git config --system --edit
}

check_git_knows_config_hooks() {
    version=$(git version | sed 's/^git version //; s/ .*//')
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    [ "$major" -gt 2 ] || [ "$minor" -ge 54 ] ||
        fail "git $version knows no hooks from its configuration, 2.54 is the first that does; leave --system away"
}

# A repository's own configuration can switch the hook off without a word; off says how, "absent" that it is nowhere.
why_system_hook_is_off() {
    off=
    for switch in hook.refwarden.enabled hook.pre-receive.enabled; do
        [ "$(trusting_git --git-dir="$dir" config --type=bool --get "$switch" || true)" != false ] || off="$switch=false"
    done
    command=$(trusting_git --git-dir="$dir" config --get hook.refwarden.command || true)
    if [ -n "$off" ]; then
        :
    elif [ -z "$command" ]; then
        off=absent
    elif [ "$command" != "$(git config --system --get hook.refwarden.command || true)" ]; then
        off="hook.refwarden.command=$command"
    elif ! runs_at_pre_receive; then
        off="an empty hook.refwarden.event, which takes back those before it"
    fi
}

# Its events add up, and an empty one takes back all before it.
runs_at_pre_receive() {
    events=$(trusting_git --git-dir="$dir" config --get-all hook.refwarden.event && echo end)
    runs=1
    while IFS= read -r event; do
        case $event in
        '') runs=1 ;;
        pre-receive) runs=0 ;;
        esac
    done <<END
$events
END
    return $runs
}

system_is_guarded() {
    why_system_hook_is_off
    if [ "$off" != absent ] && [ -n "$off" ]; then
        say "OFF      $repo switches the hook off: $off"
    fi
    [ -z "$off" ] && [ "$(git config --system --get hook.refwarden.command || true)" = "$(hook_command)" ]
}

system_lands() {
    [ "$(git config --system --get hook.refwarden-landings.command || true)" = "$(with_landings hook_command) || :" ] || {
        say "MISSING  hook.refwarden-landings in $(system_config_file); installing again puts it there"
        return 1
    }
}

system_release() {
    :
}

# What is done to each repository.

marker='# refwarden pre-receive hook'
kept=pre-receive.before-refwarden

# Git as it is, but for its mistrust of repositories that others own: the installer was told to look at them.
trusting_git() {
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' git "$@"
}

git_dir() {
    (cd "$1" 2>/dev/null && trusting_git rev-parse --absolute-git-dir 2>/dev/null)
}

# Where git looks for this repository's hooks; core.hooksPath counts.
hooks_dir() {
    (cd "$(git_dir "$1")" && path=$(trusting_git rev-parse --git-path hooks) &&
        case $path in /*) printf '%s' "$path" ;; *) printf '%s/%s' "$(pwd -P)" "$path" ;; esac)
}

check_repo() {
    [ -d "$1" ] || fail "there is no folder $1"
    git_dir "$1" >/dev/null || fail "$1 is no git repository"
    repo_owner=$(stat -c '%u' "$(git_dir "$1")")
    if [ -z "$owner" ]; then
        owner=$repo_owner
        owner_group=$(stat -c '%g' "$(git_dir "$1")")
    elif [ "$owner" != "$repo_owner" ]; then
        fail "the repositories belong to different accounts; install once for each account, with a STATE of its own"
    fi
    if [ "$(id -u)" != 0 ] && [ "$(id -u)" != "$owner" ]; then
        fail "$1 belongs to another account; run this as root, or as that account"
    fi
}

is_ours() {
    [ -f "$1" ] && grep -qF "$marker" "$1"
}

install_hook() {
    hooks=$(hooks_dir "$1")
    case $hooks in
    "$(git_dir "$1")"/*) ;;
    *) say "note: core.hooksPath leads to $hooks; the hook goes there" ;;
    esac
    mkdir -p "$hooks"
    hook=$hooks/pre-receive
    if [ -e "$hook" ] && ! is_ours "$hook"; then
        [ ! -e "$hooks/$kept" ] || fail "$hooks/$kept is there already; a hook would be lost"
        mv "$hook" "$hooks/$kept"
        say "$1: the hook that was there runs first, as $kept"
    fi
    write_hook "$hooks/$kept" >"$hook.new"
    chmod 755 "$hook.new"
    mv "$hook.new" "$hook"
    own "$hook"
}

write_hook() {
    echo '#!/bin/sh'
    echo "$marker"
    if [ -e "$1" ]; then
        cat <<END
# Both hooks read the same standard input, and both must agree.
input=\$(mktemp) || { echo 'refwarden: no room to keep what is pushed' >&2; exit 3; }
cat >"\$input" || { rm -f "\$input"; echo 'refwarden: no room to keep what is pushed' >&2; exit 3; }
exec 3<"\$input" 4<"\$input"
rm -f "\$input"
if [ -x $(quoted "$1") ]; then
    $(quoted "$1") <&3 3<&- 4<&- || {
        echo 'refwarden: refused by the hook that was here before ($kept)' >&2
        exit 1
    }
fi
exec <&4 3<&- 4<&-
END
    fi
    echo "exec $(quoted "$prefix/bin/refwarden") pre-receive --config $(quoted "$config") --state $(quoted "$state")"
}

configure_repo() {
    dir=$(git_dir "$1")
    set_config "$dir" receive.advertisePushOptions true
    [ -n "$(config_value "$dir" receive.certNonceSlop)" ] || set_config "$dir" receive.certNonceSlop 300
    if [ -z "$(config_value "$dir" receive.certNonceSeed)" ]; then
        # Written into the file, since an argument could be read by others while git runs.
        seed=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
        printf '[receive]\n\tcertNonceSeed = %s\n' "$seed" >>"$dir/config"
        say "$1: set receive.certNonceSeed to a new random value"
    fi
    [ "$fsck" = no ] || set_config "$dir" receive.fsckObjects true
}

config_value() {
    trusting_git config --file "$1/config" --get "$2" || true
}

set_config() {
    [ "$(config_value "$1" "$2")" != "$3" ] || return 0
    trusting_git config --file "$1/config" "$2" "$3"
    own "$1/config"
    say "$repo: set $2 to $3"
}

# Once: what a repository holds when it is first guarded is nobody's push.
baseline_repo() {
    known=$state/baselined/$(printf '%s' "$(git_dir "$1")" | sha256sum | cut -c1-40)
    [ ! -e "$known" ] || return 0
    "$prefix/bin/refwarden" baseline "$(git_dir "$1")" --config "$config" --state "$state" \
        --reason "installation" || fail "the baseline of $1 failed; its hook is not installed"
    mkdir -p "$state/baselined"
    : >"$known"
    own "$state/baselined"
    own "$known"
}

remove_hook() {
    hooks=$(hooks_dir "$1")
    if is_ours "$hooks/pre-receive"; then
        if [ -e "$hooks/$kept" ]; then
            mv "$hooks/$kept" "$hooks/pre-receive"
            say "$1: the hook that was there before is back"
        else
            rm "$hooks/pre-receive"
            say "$1: hook removed"
        fi
    else
        say "$1: no hook of Refwarden's here"
    fi
}

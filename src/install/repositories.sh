# Which repositories there are, and what git says of each.

# Git as it is, but for its mistrust of repositories that others own: the installer was told to look at them.
trusting_git() {
    GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*' git "$@"
}

git_dir() {
    (cd "$1" 2>/dev/null && trusting_git rev-parse --absolute-git-dir 2>/dev/null)
}

# Where git looks for this repository's hooks; core.hooksPath counts.
hooks_dir() {
    (cd "$1" && path=$(trusting_git rev-parse --git-path hooks) &&
        case $path in /*) printf '%s' "$path" ;; *) printf '%s/%s' "$(pwd -P)" "$path" ;; esac)
}

is_repository() {
    [ -f "$1/HEAD" ] && [ -d "$1/objects" ] && [ -d "$1/refs" ]
}

# find_repositories DIR: adds every repository below a folder to the list; starts no process for it.
find_repositories() {
    for folder in "$1"/* "$1"/.[!.]*; do
        [ -d "$folder" ] || continue
        if [ -L "$folder" ]; then
            [ "$action" = guard ] || [ "$action" = stage ] || ! is_repository "$folder" ||
                say "note: $folder is a symbolic link, so it is left out; --repo can name the repository itself"
        elif is_repository "$folder"; then
            check_path "$folder"
            repos="$repos$folder$newline"
        else
            find_repositories "$folder"
        fi
    done
}

# Calls a function for every repository, with its folder in repo and git's own in dir.
for_each_repo() {
    old_ifs=$IFS
    IFS=$newline
    for repo in $repos; do
        IFS=$old_ifs
        case $repo in
        # Those that were found are git's own folders, by their real paths.
        "${root:-//}"/*) dir=$repo ;;
        *) dir=$(git_dir "$repo") || true ;;
        esac
        "$1"
    done
    IFS=$old_ifs
}

# Was it found below a folder, rather than named?
is_found() {
    ! holds "$given_repos" "$repo"
}

# Leaves out what is odd among many that were found, so that it does not keep the others from being guarded.
leave_out_odd() {
    [ -n "$repos" ] && [ "$repos" != "$given_repos" ] || return 0
    most=$(printf '%s' "$repos" | xargs -d '\n' stat -L -c %u 2>/dev/null | sort | uniq -c | sort -rn | awk 'NR == 1 {print $2}')
    sound='' odd=0
    for_each_repo leave_out_if_odd
    repos=$sound
    [ -n "$repos" ] || [ -z "$all_repos" ] || belongs_to_owner "$root"
}

leave_out_if_odd() {
    if ! is_found; then
        sound="$sound$repo$newline"
    elif oddity=$( (sound_or_fail) 2>&1); then
        sound="$sound$repo$newline"
    else
        odd=$((odd + 1))
        [ "$action" = stage ] || say_odd "$(printf '%s\n' "$oddity" | sed -n '$s/^install: //p')"
    fi
}

sound_or_fail() {
    [ "$(stat -L -c %u "$dir")" = "$most" ] ||
        fail "it belongs to $(name_of "$(stat -L -c %u "$dir")"), and most of the others to $(name_of "$most"); install once for each account, with a STATE of its own"
    check_repo
    case $action in
    install) "${layout}_preflight" ;;
    esac
}

say_odd() {
    if [ "$action" = check ]; then
        say "MISSING  the hook of $repo: $1"
    else
        say "note: $repo is left out: $1"
    fi
}

check_repo() {
    [ -d "$repo" ] || fail "there is no folder $repo"
    [ -n "$dir" ] || fail "$repo is not a git repository$(repositories_below)"
    git_says=$(trusting_git --git-dir="$dir" rev-parse --git-dir 2>&1 >/dev/null) ||
        fail "git cannot read $repo: $(printf '%s\n' "$git_says" | sed -n '1s/^fatal: //p')"
    belongs_to_owner "$dir"
    check_object_format
}

# Objects named by SHA-256 are read by git itself, and those with a name of each kind by nobody.
check_object_format() {
    [ -z "$(trusting_git --git-dir="$dir" config --get extensions.compatObjectFormat || true)" ] ||
        say "note: $repo gives its objects two names each (extensions.compatObjectFormat); every push to it will be refused"
    [ "$(trusting_git --git-dir="$dir" config --get extensions.objectFormat || true)" = sha256 ] || return 0
    git_version=$(git version | sed -n 's/^git version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
    # shellcheck disable=SC2086
    set -- $git_version
    [ "${1:-0}" -gt 2 ] || { [ "${1:-0}" -eq 2 ] && [ "${2:-0}" -ge 36 ]; } ||
        say "note: $repo names its objects by SHA-256, which takes git 2.36 or newer; every push to it will be refused until that is here"
}

# For a folder that is not a repository itself.
repositories_below() {
    # They are only counted here; those that were asked for stay as they are.
    # shellcheck disable=SC2030
    root='' below=$(repos='' && find_repositories "$repo" >/dev/null && printf '%s' "$repos" | grep -c .) || true
    [ "${below:-0}" = 0 ] || printf '; for the %s below it, give --all-repos %s' "$below" "$repo"
}

# can_change FILE WHY: may the account that does the work put a new file in this one's place?
can_change() {
    place=$(dirname "$1")
    while [ ! -e "$place" ]; do
        place=$(dirname "$place")
    done
    [ -d "$place" ] || fail "$place is in the way: it is not a directory"
    as_owner test -w "$place" || fail "$(name_of "$owner") cannot write in $place, where $2"
}

# The folder that holds all repositories.
common_parent() {
    common=$root
    [ -z "$common" ] || { printf '%s' "$common"; return; }
    old_ifs=$IFS
    IFS=$newline
    # shellcheck disable=SC2031
    for repo in $repos; do
        parent=$(git_dir "$repo")
        [ "${parent##*/}" != .git ] || parent=$(dirname "$parent")
        parent=$(dirname "$parent")
        if [ -z "$common" ]; then
            common=$parent
        fi
        while case $parent/ in "${common%/}"/*) false ;; *) true ;; esac do
            common=$(dirname "$common")
        done
    done
    IFS=$old_ifs
    printf '%s' "$common"
}

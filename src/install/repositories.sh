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

check_repo() {
    [ -d "$repo" ] || fail "there is no folder $repo"
    [ -n "$dir" ] || fail "$repo is no git repository"
    belongs_to_owner "$dir"
    [ "$(trusting_git --git-dir="$dir" config --get extensions.objectFormat || true)" != sha256 ] ||
        say "note: $repo names its objects by SHA-256; every push to it will be refused until that is supported"
}

# can_change FILE WHY: may the account that does the work put a new file in this one's place?
can_change() {
    place=$(dirname "$1")
    while [ ! -e "$place" ]; do
        place=$(dirname "$place")
    done
    as_owner test -w "$place" || fail "$(name_of "$owner") cannot write in $place, where $2"
}

# The folder that holds all repositories.
common_parent() {
    common=$root
    [ -z "$common" ] || { printf '%s' "$common"; return; }
    old_ifs=$IFS
    IFS=$newline
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

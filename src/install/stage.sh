# What is done in the repositories: by the account that owns them, even where root installs.

# run_stage NAME: here, or as that account, by the copy of the installer that lies beside the program.
run_stage() {
    if ! is_other_account; then
        "stage_$1"
        return
    fi
    # It says at its end how to take back what it did, should something fail here later.
    exec 4>&1
    eval "set -- $1 $(same_arguments)"
    taken=$(as_owner sh "$version/installer/install.sh" --stage "$@" 3>&1 >&4 4>&-) || exit 1
    exec 4>&-
    owner_copies=${taken#*"$between"}
    owner_undoing=${taken%%"$between"*}
    undo_by take_stage_back
}

take_stage_back() {
    printf '%s' "$owner_undoing" | as_owner sh
}

between="
# and what is kept until the end:
"

# What a stage hands back.
hand_back() {
    printf '%s%s%s' "$undoing" "$between" "$kept_copies" >&3
    undoing=
    kept_copies=
}

# The words after which the installer knows the same places and repositories again.
same_arguments() {
    printf '%s' "--prefix $(quoted "$prefix") --config $(quoted "$config") --state $(quoted "$state")"
    [ "$fsck" = no ] || printf ' --fsck'
    old_ifs=$IFS
    IFS=$newline
    for word in $settle; do
        printf ' --settle %s' "$(quoted "$word")"
    done
    for word in $given_repos; do
        printf ' --repo %s' "$(quoted "$word")"
    done
    IFS=$old_ifs
    [ -z "$all_repos" ] || printf ' --all-repos %s' "$(quoted "$all_repos")"
    case $layout in
    system) printf ' --system' ;;
    gitolite) printf ' --gitolite=%s' "$(quoted "$owner_home")" ;;
    gitea) printf ' --gitea %s' "$(quoted "$gitea")" ;;
    gitlab) printf ' --gitlab %s' "$(quoted "$gitlab")" ;;
    esac
    [ -z "$account" ] || printf ' --account %s' "$(quoted "$account")"
}

stage_install() {
    first_time=no
    if [ ! -d "$state/baselined" ]; then
        first_time=yes
        make_folder "$state/baselined" 755
    fi
    unmet=
    for_each_repo find_unmet
    baseline_unmet
    for_each_repo install_in_repo
    case $layout in
    gitolite) gitolite_once_as_owner ;;
    gitlab) gitlab_say_nameless ;;
    esac
}

install_in_repo() {
    [ "$layout" = gitlab ] || configure_repo
    "${layout}_guard"
}

stage_release() {
    for_each_repo "${layout}_release"
    [ "$layout" != gitolite ] || gitolite_release_once_as_owner
}

# Which file in STATE says that a repository was met, so that what it holds is declared settled no second time.
met_file() {
    met=$state/baselined/$(printf '%s' "$dir" | sha256sum | cut -c1-40)
}

# Once: what a repository holds when it is first guarded is nobody's push. What came while it was guarded is not meant.
find_unmet() {
    met_file
    [ ! -e "$met" ] || return 0
    if [ "$first_time" = no ] && "${layout}_is_guarded"; then
        note_met
    elif "${layout}_name"; then
        if [ "$layout" = plain ] || [ "$layout" = system ] || [ "$layout" = gitea ]; then
            unmet="$unmet$dir$newline"
        else
            # Named by a variable, which is another one for each.
            declare_settled "$dir"
        fi
        note_met
    fi
}

# A few hundred at a time, since each start of the program takes some tenths of a second.
baseline_unmet() {
    old_ifs=$IFS
    IFS=$newline
    set --
    for dir in $unmet; do
        set -- "$@" "$dir"
        if [ $# = 200 ]; then
            IFS=$old_ifs
            declare_settled "$@"
            IFS=$newline
            set --
        fi
    done
    IFS=$old_ifs
    [ $# = 0 ] || declare_settled "$@"
}

# All at once, or else each by itself, so that one that cannot be read does not keep the others from it.
declare_settled() {
    if settled=$(settle "$@" 2>&1); then
        say "$settled"
        return 0
    fi
    for dir in "$@"; do
        if settled=$(settle "$dir" 2>&1); then
            say "$settled"
        elif is_searched; then
            say "note: $dir: what it holds could not be declared settled: $(printf '%s\n' "$settled" | sed 's/^refwarden: //; q')"
        else
            printf '%s\n' "$settled" >&2
            fail "what the repositories hold could not be declared settled; no hook is installed"
        fi
    done
}

# Were repositories searched for?
is_searched() {
    [ -n "$all_repos" ] || [ "$layout" = gitea ] || [ "$layout" = gitolite ]
}

# What STATE knows is not declared again, under whatever path it lies now: it may have been written to around the hook.
settle() {
    old_settle_ifs=$IFS
    IFS=$newline
    for glob in $settle; do
        set -- "$@" --settle "$glob"
    done
    IFS=$old_settle_ifs
    "$prefix/bin/refwarden" baseline "$@" --unless-known --config "$config" --state "$state" --reason "installation"
}

note_met() {
    make_folder "$state/baselined" 755
    undo_by "rm -f $(quoted "$met")"
    printf '%s\n' "$dir" >"$met" || fail "cannot write $met; is there room?"
}

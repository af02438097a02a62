# What was done is taken back when something fails later, so that nothing is ever half-installed.

# Commands that take back what was done, the last one first; each a line of shell.
undoing=
# Copies of files as they were, for the time of the installation only.
kept_copies=
# Likewise, of files that another account made.
owner_undoing=
owner_copies=

# undo_by COMMAND: what takes back the step that follows.
undo_by() {
    undoing="$1$newline$undoing"
}

# keep FILE COPY: FILE comes back as it is now, or goes away again if there is none now.
keep() {
    rm -f "$2"
    if [ -e "$1" ] || [ -L "$1" ]; then
        # A second name costs no room, even on a full disk.
        ln "$1" "$2" 2>/dev/null || cp -p "$1" "$2" || fail "cannot keep a copy of $1"
        undo_by "$(bring_back "$2" "$1")"
        kept_copies="$kept_copies$2$newline"
    else
        undo_by "rm -f $(quoted "$1")"
    fi
}

# bring_back COPY FILE: the line of shell that does it, whether or not FILE has changed by then.
bring_back() {
    printf 'if [ %s -ef %s ]; then rm -f %s; else mv -f %s %s; fi' \
        "$(quoted "$1")" "$(quoted "$2")" "$(quoted "$1")" "$(quoted "$1")" "$(quoted "$2")"
}

# make_folder DIR MODE: with every folder above it that is not there.
make_folder() {
    [ ! -d "$1" ] || return 0
    case $1 in
    */?*) make_folder "${1%/*}" 755 ;;
    esac
    [ -n "$1" ] && [ ! -d "$1" ] || return 0
    mkdir -m "$2" "$1" || fail "cannot make the folder $1"
    undo_by "rmdir $(quoted "$1") 2>/dev/null"
}

# From here on an exit with an error takes back what was done.
begin_changes() {
    trap 'finish $?' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

finish() {
    trap - EXIT
    trap '' HUP INT TERM
    if [ "$1" != 0 ] && [ -n "$undoing" ]; then
        (eval "$undoing") || true
        [ "$action" = stage ] || say "install: what had been done is undone; nothing has changed" >&2
    fi
    drop_copies
    exit "$1"
}

drop_copies() {
    old_ifs=$IFS
    IFS=$newline
    for copy in $kept_copies; do
        rm -f "$copy"
    done
    IFS=$old_ifs
    kept_copies=
    [ -z "$owner_copies" ] || echo "$owner_copies" | as_owner xargs -d '\n' rm -f
}

# The ledger: a new one for a new STATE, one that takes over what version 0.1 decided, and the way back to that version,
# which kept its log in files.

is_old_state() {
    [ -d "$state/log" ] && [ ! -e "$state/ledger.db" ]
}

# Where hooks are in place there was a ledger; one that is lost is never begun anew unasked.
check_ledger() {
    [ "$new_ledger" = no ] && [ ! -e "$state/ledger.db" ] && ! is_old_state || return 0
    guarded=
    for_each_repo note_guarded
    [ -z "$guarded" ] ||
        fail "$guarded has the hook already, but there is no ledger in $state: is it the right folder? Put a backup of it there, or start over with --new-ledger: what was accepted and used is forgotten then"
}

note_guarded() {
    [ -n "$guarded" ] || ! "${layout}_is_guarded" >/dev/null || guarded=$repo
}

make_ledger() {
    import_state "$version/refwarden"
    [ ! -e "$state/ledger.db" ] || return 0
    undo_by "rm -f $(quoted "$state/ledger.db") $(quoted "$state/ledger.db-wal") $(quoted "$state/ledger.db-shm") $(quoted "$state/head")"
    output=$(as_owner "$version/refwarden" ledger create --state "$state" 2>&1) ||
        fail "there can be no ledger in $state:$newline$(first_lines "$output")"
}

# import_state PROGRAM: from then on the version before finds no log and refuses, until the new one takes over.
import_state() {
    is_old_state || return 0
    output=$(as_owner "$1" ledger import "$state" --state "$state" 2>&1) ||
        fail "the log of 0.1 in $state cannot be taken over:$newline$(printf '%s\n' "$output" | head -n 12)"
    undo_by put_old_state_back
    say "$output"
    say "what 0.1 kept stays in $state/before-0.2"
    [ ! -d "$state/ledger-aside" ] ||
        say "note: what was decided before that version came back is in the newest $state/ledger-aside*, and not in this ledger"
}

# The files of 0.1 to where it looks for them, and the ledger aside.
put_old_state_back() {
    as_owner sh -eu -s -- "$state" <<'END'
cd "$1"
aside=ledger-aside number=1
while [ -e "$aside" ]; do
    number=$((number + 1)) aside=ledger-aside-$number
done
mkdir -m 700 "$aside"
for part in ledger.db ledger.db-wal ledger.db-shm head keys; do
    [ ! -e "$part" ] || mv "$part" "$aside/"
done
for part in repositories accepted used keys folders index; do
    [ ! -e "before-0.2/$part" ] || mv "before-0.2/$part" .
done
rm -f log
mv before-0.2/log .
rmdir before-0.2
END
}

# knows_ledger FOLDER: does the version in there keep a ledger?
knows_ledger() {
    # Version 0.1 takes such a word for nothing, and prints its help.
    as_owner "$1/refwarden" ledger --help 2>/dev/null | grep -q "^Usage: refwarden ledger"
}

# back_to_files VERSION: before a version takes over that keeps its log in files.
back_to_files() {
    [ -d "$state/before-0.2/log" ] ||
        fail "$(release_of "$1") keeps its log in files, and $state has none from before: it would know nothing of what was decided"
    still_reads "$versions/$1" "$state/before-0.2"
    since=$(as_owner "$versions/$current/refwarden" log export --lines --state "$state" | sed '1,/"event":"imported"/d' |
        grep -c -E '"verdict":"(accepted|observed|waived|refused)"') || true
    put_old_state_back
    say "the log of 0.1 is in its place again, and the ledger is kept in the newest $state/ledger-aside*"
    [ "${since:-0}" = 0 ] ||
        say "note: $since decisions since the import are not in it: to that version, what they accepted is new, approvals and waivers that they spent are not spent, and their cases are not there"
}

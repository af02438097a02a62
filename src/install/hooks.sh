# The hook: a few lines of shell that call the program, after the hook that was there before, if there was one.

marker='# refwarden pre-receive hook'
kept=pre-receive.before-refwarden

is_ours() {
    [ -f "$1" ] && grep -qF "$marker" "$1"
}

# Is it ours, and does it call this very program with these rules and this state?
calls_us() {
    is_ours "$1" && [ -x "$1" ] && grep -qF -- "$(hook_command)" "$1"
}

# write_hook KEPT: prints it; KEPT is the hook that was there before, if it is there.
write_hook() {
    echo '#!/bin/sh'
    echo "$marker"
    if [ -n "$1" ] && [ -e "$1" ]; then
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
    echo "exec $(hook_command)"
}

# What git is to run, as one line of shell.
hook_command() {
    echo "$(quoted "$prefix/bin/refwarden") pre-receive --config $(quoted "$config") --state $(quoted "$state")"
}

# check_hook_place HOOK WHERE [KEPT]: could place_hook do it?
check_hook_place() {
    can_change "$1" "the hook of $2 goes"
    if [ -e "$1" ] && ! is_ours "$1"; then
        [ -n "${3-}" ] || fail "$1 is there already, and it is not Refwarden's"
        [ ! -e "$3" ] || fail "$3 is there already; a hook would be lost"
    fi
}

# place_hook HOOK COPY WHERE [KEPT]: puts the hook there; what is there already becomes KEPT, or is an obstacle.
place_hook() {
    hook=$1
    placed=no
    if [ -e "$hook" ] && ! is_ours "$hook"; then
        keep_other_hook "$hook" "${4-}" "$3"
    elif [ -x "$hook" ] && [ "$(write_hook "${4-}")" = "$(cat "$hook")" ]; then
        return 0
    fi
    make_folder "$(dirname "$hook")" 755
    rm -f "$2.new"
    undo_by "rm -f $(quoted "$2.new")"
    { write_hook "${4-}" >"$2.new" && chmod 755 "$2.new"; } || fail "cannot write the hook of $3"
    keep "$hook" "$2"
    mv -f "$2.new" "$hook" || fail "cannot write the hook of $3"
    placed=yes
}

keep_other_hook() {
    [ -n "$2" ] || fail "$1 is there already, and it is not Refwarden's"
    [ ! -e "$2" ] || fail "$2 is there already; a hook would be lost"
    # A second name first, so that there is no moment without a hook.
    ln "$1" "$2" 2>/dev/null || cp -pP "$1" "$2" || fail "cannot keep $1"
    undo_by "$(bring_back "$2" "$1")"
    say "$3: the hook that was there runs first, as ${2##*/}"
}

# take_hook_away HOOK WHERE [KEPT]
take_hook_away() {
    if ! is_ours "$1"; then
        say "$2: no hook of Refwarden's here"
    elif [ -n "${3-}" ] && [ -e "$3" ]; then
        mv -f "$3" "$1" || fail "cannot put back $1"
        say "$2: the hook that was there before is back"
    else
        rm -f "$1" || fail "cannot remove $1"
        say "$2: hook removed"
    fi
}

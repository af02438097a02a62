# The hook: a few lines of shell that call the program, after the hook that was there before, if there was one.

# Which of git's hooks is meant; landings.sh means the other one.
hook_event=pre-receive
kept=pre-receive.before-refwarden
kept_landing=post-receive.before-refwarden

is_ours() {
    [ -f "$1" ] && grep -qF "# refwarden $hook_event hook" "$1"
}

# Is it ours, and does it call this very program with these rules and this state?
calls_us() {
    is_ours "$1" && [ -x "$1" ] && grep -qF -- "$(hook_command)" "$1"
}

# of_others HOOK: is it Refwarden's, but for other rules, another state or another program?
of_others() {
    is_ours "$1" && ! grep -qF -- "$(hook_command)" "$1"
}

# is_as_written HOOK [KEPT]: does it hold nothing but what the installer writes?
is_as_written() {
    if [ "$hook_event" = post-receive ]; then
        lines=$(without_command <"$1")
        [ "$lines" = "$(write_hook '' | without_command)" ] || [ "$lines" = "$(landing_lines "${2-}" | without_command)" ]
        return
    fi
    [ "$(sed -n '$s/^exec .* pre-receive --config .*/ours/p' "$1")" = ours ] || return 1
    lines=$(sed '$d' "$1")
    [ "$lines" = "$(hook_lines '')" ] || [ "$lines" = "$(hook_lines "${2-}")" ]
}

# calls_only_us HOOK WHERE [KEPT]: likewise; a check also asks whether someone wrote something before the call.
calls_only_us() {
    calls_us "$1" || return 1
    [ "$action" != check ] || is_as_written "$1" "${3-}" || {
        say "CHANGED  the hook of $2: someone wrote into it by hand; installing again puts it right"
        return 1
    }
}

# keep_by_hand HOOK WHERE [KEPT]: what someone wrote into Refwarden's hook stays beside it, where nothing runs it.
keep_by_hand() {
    ! is_as_written "$1" "${3-}" || return 0
    copy=$1.by-hand
    number=1
    while [ -e "$copy" ]; do
        number=$((number + 1))
        copy=$1.by-hand-$number
    done
    undo_by "rm -f $(quoted "$copy")"
    { cp "$1" "$copy" && chmod 644 "$copy"; } || fail "cannot keep $1"
    say "note: $2: the hook was changed by hand; as it was, it is kept as ${copy##*/}, and nothing runs it"
}

without_command() {
    sed 's/^    printf .* post-receive --config .*/COMMAND/'
}

# write_hook KEPT: prints it; KEPT is the hook that was there before, if it is there.
write_hook() {
    if [ "$hook_event" = post-receive ]; then
        if [ -e "$1" ]; then landing_lines "$1"; else landing_lines ''; fi
        return
    fi
    if [ -e "$1" ]; then
        hook_lines "$1"
    else
        hook_lines ''
    fi
    echo "exec $(hook_command)"
}

# hook_lines KEPT: what comes before the call.
hook_lines() {
    echo '#!/bin/sh'
    echo "# refwarden $hook_event hook"
    if [ -n "$1" ]; then
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
}

# landing_lines KEPT: the whole hook post-receive. Refwarden hears first; whatever comes of it, the other hook, which lies
# beside it, runs.
landing_lines() {
    cat <<END
#!/bin/sh
# refwarden $hook_event hook
{
    unset refwarden_input
    { refwarden_input=\$(cat && echo x); } 2>/dev/null
    printf %s "\${refwarden_input%x}" 2>/dev/null | $(hook_command) >/dev/null 2>&1
END
    [ -z "$1" ] || cat <<END
    if [ -x "\${0%/*}"/$(quoted "${1##*/}") ]; then
        printf %s "\${refwarden_input%x}" 2>/dev/null | "\${0%/*}"/$(quoted "${1##*/}")
        exit
    fi
END
    echo '    exit 0'
    echo '}'
}

# What git is to run, as one line of shell.
hook_command() {
    echo "$(quoted "$prefix/bin/refwarden") $hook_event --config $(quoted "$config") --state $(quoted "$state")"
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
    elif [ -e "$hook" ]; then
        ! of_others "$hook" || [ "$hook_event" = post-receive ] ||
            say "note: $3: the hook called another installation; from now on it obeys the rules in $config"
        keep_by_hand "$hook" "$3" "${4-}"
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
    case $hook_event in
    pre-receive) say "$3: the hook that was there runs first, as ${2##*/}" ;;
    *) say "$3: the $hook_event hook that was there runs after Refwarden's, as ${2##*/}" ;;
    esac
}

# take_hook_away HOOK WHERE [KEPT]
take_hook_away() {
    if ! is_ours "$1"; then
        say "$2: no hook of Refwarden's here"
        return 0
    elif of_others "$1"; then
        say "$2: the hook calls another installation, so it stays"
        return 0
    fi
    keep_by_hand "$1" "$2" "${3-}"
    if [ -n "${3-}" ] && [ -e "$3" ]; then
        mv -f "$3" "$1" || fail "cannot put back $1"
        say "$2: the hook that was there before is back"
    else
        rm -f "$1" || fail "cannot remove $1"
        say "$2: hook removed"
    fi
}

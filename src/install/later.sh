# Repositories that are made later: every minute, the account that owns them guards what is new.

# What is run then, as one line of shell.
guard_command() {
    printf '%s --guard %s' "$(quoted "$prefix/lib/refwarden/current/installer/install.sh")" "$(same_arguments)"
}

wants_timer() {
    [ -n "$all_repos" ] && [ "$layout" != gitlab ] || [ "$layout" = gitolite ] || [ "$layout" = gitea ]
}

# Where the timer is, or goes: systemd's units, else cron's folder, else nowhere.
timer_place() {
    timer_name=refwarden-guard-$(name_of "$owner")
    if [ -n "$units" ]; then
        timer=systemd timer_files="$units/$timer_name.service$newline$units/$timer_name.timer"
    elif [ "$(id -u)" = 0 ] && [ -d /run/systemd/system ]; then
        timer=systemd timer_files="/etc/systemd/system/$timer_name.service$newline/etc/systemd/system/$timer_name.timer"
    elif [ "$(id -u)" = 0 ] && [ -d /etc/cron.d ]; then
        timer=cron timer_files=/etc/cron.d/$timer_name
    else
        timer=none timer_files=
    fi
}

install_timer() {
    wants_timer || return 0
    timer_place
    changed=no
    case $timer in
    systemd)
        put_text "${timer_files%"$newline"*}" "$(write_service)"
        put_text "${timer_files#*"$newline"}" "$(write_timer)"
        ;;
    cron) put_text "$timer_files" "$(cron_text)" ;;
    none)
        say "note: repositories that are made later are guarded once this has run; a line for crontab -e, every minute:"
        say "  $(cron_line '')"
        ;;
    esac
    [ "$changed" = no ] || start_timer
}

start_timer() {
    if [ "$timer" = cron ]; then
        say "every minute cron guards what was made since: $timer_files"
    elif [ -n "$units" ]; then
        say "put $timer_name.service and .timer into $units; when systemd sees them: systemctl enable --now $timer_name.timer"
    else
        { systemctl daemon-reload && systemctl enable -q --now "$timer_name.timer"; } ||
            fail "systemd would not start $timer_name.timer"
        say "every minute $timer_name.timer guards what was made since"
    fi
}

# What "git init" can copy, so that a repository has the hook from its birth.
install_template() {
    [ "$layout" = plain ] && [ -n "$all_repos" ] || return 0
    template=$prefix/share/refwarden/template
    place_hook "$template/hooks/pre-receive" "$template/undo" "the template"
    place_landing "$template/hooks/post-receive" "$template/undo-landings" "the template"
    [ "$placed" = no ] ||
        say "repositories made with \"git init --template=$template\" have the hook from their birth"
}

# put_text FILE TEXT
put_text() {
    [ "$2" != "$(cat "$1" 2>/dev/null)" ] || return 0
    make_folder "$(dirname "$1")" 755
    keep "$1" "$1.undo"
    rm -f "$1.new"
    { printf '%s\n' "$2" >"$1.new" && mv -f "$1.new" "$1"; } || fail "cannot write $1"
    changed=yes
}

write_service() {
    cat <<END
[Unit]
Description=Refwarden guards repositories that were made since the last look

[Service]
Type=oneshot
User=$(name_of "$owner")
NoNewPrivileges=yes
ExecStart=/bin/sh -c $(systemd_word "exec $(guard_command)")
END
}

write_timer() {
    cat <<END
[Unit]
Description=Refwarden looks for new repositories

[Timer]
OnBootSec=1min
OnUnitInactiveSec=1min
AccuracySec=5s

[Install]
WantedBy=timers.target
END
}

# One word of a systemd unit, whatever is in it.
systemd_word() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g; s/%/%%/g; s/\$/$$/g')"
}

# In a crontab a percent sign would be a line break.
cron_line() {
    printf '* * * * *%s %s' "$1" "$(guard_command | sed 's/%/\\%/g')"
}

cron_text() {
    printf '%s\n%s' "# Refwarden guards what was made since the last look." "$(cron_line " $(name_of "$owner")")"
}

remove_timer() {
    wants_timer || return 0
    timer_place
    old_ifs=$IFS
    IFS=$newline
    for file in $timer_files; do
        IFS=$old_ifs
        [ -e "$file" ] || continue
        case $file in
        /etc/systemd/system/*.timer) systemctl disable -q --now "${file##*/}" || true ;;
        esac
        rm -f "$file" || fail "cannot remove $file"
        say "removed $file"
    done
    IFS=$old_ifs
    if [ "$timer" = systemd ] && [ -z "$units" ]; then
        systemctl daemon-reload || true
    fi
    [ "$timer" != none ] || say "note: take the line with --guard out of crontab -e, if you put it there"
}

check_timer() {
    wants_timer || return 0
    timer_place
    case $timer in
    systemd)
        expect_text "what guards later repositories" "${timer_files%"$newline"*}" "$(write_service)"
        expect_text "what guards later repositories" "${timer_files#*"$newline"}" "$(write_timer)"
        check_runs "$timer_name.timer" "what guards later repositories"
        ;;
    cron) expect_text "what guards later repositories" "$timer_files" "$(cron_text)" ;;
    esac
    [ "$timer" != none ] || say "note     later repositories are guarded if the line with --guard is in a crontab"
}

# What the timer runs. What a new repository holds is declared settled by nobody; an administrator may.
do_guard() {
    owner_of_state
    "${layout}_repositories"
    unguarded=0
    for_each_repo guard_if_new
    case $unguarded in
    0) ;;
    1) fail "one repository could not be guarded" ;;
    *) fail "$unguarded repositories could not be guarded" ;;
    esac
}

guard_if_new() {
    ! looks_guarded || return 0
    (
        check_repo
        guard_new_repo
    ) || unguarded=$((unguarded + 1))
}

# Without starting a process, since this is asked of every repository every minute.
looks_guarded() {
    case $layout in
    gitea) has_hook "$dir/hooks/pre-receive.d/refwarden" ;;
    plain) has_hook "$dir/hooks/pre-receive" ;;
    esac && has_seed
}

has_hook() {
    [ -x "$1" ] && { read -r line && read -r line; } <"$1" && [ "$line" = "# refwarden pre-receive hook" ]
}

has_seed() {
    [ -r "$dir/config" ] || return 1
    while read -r line; do
        case $line in
        certNonceSeed* | certnonceseed*) return 0 ;;
        esac
    done <"$dir/config"
    return 1
}

guard_new_repo() {
    begin_changes
    met_file
    [ -e "$met" ] || note_met
    configure_repo
    "${layout}_guard"
    case $layout in
    plain | gitea) ;;
    *) "${layout}_is_guarded" || fail "$repo is not guarded" ;;
    esac
    say "$repo: guarded"
    held=$(trusting_git --git-dir="$dir" for-each-ref --count=1)
    [ -z "$held" ] ||
        say "$repo: what it holds already was judged by nobody; if it is good: $prefix/bin/refwarden baseline $(quoted "$dir") --reason TEXT"
}

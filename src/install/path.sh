# That the command is found by its name, its pages by man and its completion by shells, and what comes after the installation.

# Where names of commands are looked up, for this account.
path_folder() {
    if [ "$(id -u)" = 0 ]; then
        printf /usr/local/bin
    else
        printf '%s' "${HOME:-$(home_of "$(id -u)")}/.local/bin"
    fi
}

# Where man, bash and zsh look for what belongs to the commands in that folder.
data_folder() {
    if [ "$(id -u)" = 0 ]; then
        printf /usr/local/share
    else
        printf '%s' "${HOME:-$(home_of "$(id -u)")}/.local/share"
    fi
}

# A program in a place of one's own choice is one's own to put on PATH.
is_default_prefix() {
    chosen=$prefix
    case $(default_places && printf '%s' "$prefix") in
    "$chosen") return 0 ;;
    *) return 1 ;;
    esac
}

link_on_path() {
    is_default_prefix || return 0
    link=$(path_folder)/refwarden
    if [ "$(readlink "$link" 2>/dev/null || true)" = "$prefix/bin/refwarden" ]; then
        return 0
    elif [ -e "$link" ] || [ -L "$link" ]; then
        say "note: $link is there already and is not this one, so it stays; the command is $prefix/bin/refwarden"
        return 0
    fi
    make_folder "$(path_folder)" 755
    undo_by "rm -f $(quoted "$link")"
    ln -s "$prefix/bin/refwarden" "$link" || fail "cannot make the link $link"
    say "the command refwarden is $link, a link to $prefix/bin/refwarden"
}

# Another program of that name, which the installation left there, is what whoever types it gets.
check_path_link() {
    link=$(path_folder)/refwarden
    if [ ! -e "$link" ] || [ "$(readlink "$link" || true)" = "$prefix/bin/refwarden" ]; then
        expect "the command on the PATH" "$link"
    else
        not_as_installed "CHANGED" "the command on the PATH: $link is not the link to $prefix/bin/refwarden"
    fi
}

link_shared() {
    is_default_prefix || return 0
    [ -d "$version/share" ] || return 0
    unlink_shared dangling
    for file in "$version"/share/man/man1/*.1 "$version/share/bash-completion/completions/refwarden" \
        "$version/share/zsh/site-functions/_refwarden"; do
        place=${file#"$version/share/"}
        link=$(data_folder)/$place
        if [ ! -e "$link" ] && [ ! -L "$link" ]; then
            make_folder "${link%/*}" 755
            undo_by "rm -f $(quoted "$link")"
            ln -s "$versions/current/share/$place" "$link" || fail "cannot make the link $link"
        fi
    done
}

# Removes the links to what belongs to this installation, or those that lead nowhere now.
unlink_shared() {
    for link in "$(data_folder)"/man/man1/refwarden*.1 "$(data_folder)/bash-completion/completions/refwarden" \
        "$(data_folder)/zsh/site-functions/_refwarden"; do
        case $(readlink "$link" || true) in
        "$prefix/lib/refwarden/current/share/"*)
            if [ "$1" = all ] || [ ! -e "$link" ]; then
                rm -f "$link" || fail "cannot remove $link"
            fi
            ;;
        esac
    done
}

remove_link_on_path() {
    link=$(path_folder)/refwarden
    if [ -L "$link" ] && [ "$(readlink "$link")" = "$prefix/bin/refwarden" ]; then
        rm -f "$link" || fail "cannot remove $link"
        say "removed the link $link"
    fi
}

# The command as it is typed here.
command_word() {
    found=$(command -v refwarden || true)
    if [ -n "$found" ] && [ "$(readlink "$found" || true)" = "$prefix/bin/refwarden" ]; then
        printf refwarden
    else
        quoted_if_odd "$prefix/bin/refwarden"
    fi
}

quoted_if_odd() {
    case $1 in
    *[!A-Za-z0-9_./-]*) quoted "$1" ;;
    *) printf '%s' "$1" ;;
    esac
}

# Once, when the rules are new: from here on the administrator goes by these.
say_next_steps() {
    [ "$starter_is_new" = yes ] || return 0
    word=$(command_word)
    first=$(printf '%s\n' "$repos" | sed -n 1p)
    [ -z "$first" ] || say "next: $word doctor --repo $(quoted_if_odd "$first")"
    say "next: $word person add ID --name NAME --email E-MAIL --account NAME, and for each key:"
    say "next: $word key add ID FILE --id KEY"
    if [ "$enforce" != yes ]; then
        say "next: $word doctor, to see what is on the server already and would be refused"
        say "next: when everybody signs, take \"mode: observe\" out of $config/policy.yaml (first-day.md goes through it)"
    fi
}

# How the installer speaks, and how it handles names of files.

newline='
'

usage() {
    cat <<'END'
Usage: ./install.sh [--prefix DIR] [--config DIR] [--state DIR] --repo DIR [--repo DIR]... [--enforce] [--fsck]
       ./install.sh [places] --all-repos DIR | --gitolite[=HOME] | --gitea DIR | --gitlab DIR   [--enforce] [--fsck]
       ./install.sh --check | --uninstall   (with the same places and repositories)
       ./install.sh --rollback   (with the same places)
       ./install.sh --demo

  --prefix DIR     where the program goes (bin/ and lib/ below it)
  --config DIR     the rules and the people; a starter is laid down only where nothing is
  --state DIR      the decision log and what follows from it
  --repo DIR       a repository to guard; may be given again
  --all-repos DIR  every repository below a folder, and those that are made there later
  --system         with --repo or --all-repos: by git's system-wide configuration, for git 2.54 and newer
  --gitolite       every repository of the gitolite that runs as this account; as root: --gitolite=HOME
  --gitea DIR      every repository of a Gitea or Forgejo; DIR is its ROOT in [repository] of app.ini
  --gitlab DIR     every repository of a GitLab; DIR is custom_hooks_dir of its Gitaly
  --account NAME   with --gitlab: the account that Gitaly runs as, where DIR is root's
  --units DIR      where files for systemd go, if not into /etc/systemd/system; nothing is started then
  --settle GLOB    what refs such as refs/heads/release/* hold now is settled for every other ref, too; may be given
                   again (else: what the branch of HEAD holds; the rest counts for its own ref alone)
  --service        systemd starts the gate, the process that judges pushes (else: the first push does)
  --enforce        the starter refuses, instead of only saying what it would refuse
  --new-ledger     begin with an empty ledger where hooks are in place and STATE is lost
  --fsck           have git itself check every pushed object as well
  --check          is everything in its place, and as it was installed?
  --guard          guard what was made since; what runs every minute, and declares nothing settled
  --rollback       the program as it was before the last installation
  --uninstall      take the hooks and the program away; rules and log stay
  --demo           show real pushes, accepted and refused, in a scratch server

Places, if none are given: /opt/refwarden, /etc/refwarden and /var/lib/refwarden as root; as another user
~/.local/share/refwarden, ~/.config/refwarden and ~/.local/state/refwarden. With the first of these as PREFIX, a link in
/usr/local/bin (as another user: ~/.local/bin) puts the command refwarden on the PATH, and links in /usr/local/share
(~/.local/share) put its man pages and its completion for bash and zsh where these are looked for.
END
}

# Names of folders are whatever someone called them: what would steer a terminal is not passed on.
say() {
    printf '%s\n' "$*" | tr '\001-\010\013-\037\177' '?'
}

fail() {
    printf 'install: %s\n' "$*" >&2
    exit 1
}

usage_error() {
    printf 'install: %s\n' "$*" >&2
    printf 'install: ./install.sh --help lists what there is\n' >&2
    exit 64
}

# A path that the hook's script and the lists here can hold.
check_path() {
    case $1 in
    *"$newline"*) fail "a folder's name holds a line break: $(printf '%s' "$1" | tr '\n' '?')" ;;
    esac
}

# The absolute form of a path that need not exist; symbolic links stay, so that CONFIG may be one.
absolute() {
    case $1 in
    /*) printf '%s' "${1%/}" ;;
    *) printf '%s/%s' "$(pwd -P)" "${1%/}" ;;
    esac
}

# One word of shell, whatever is in it.
quoted() {
    printf "'"
    printf '%s' "$1" | sed "s/'/'\\\\''/g"
    printf "'"
}

# Does a list, one entry a line, hold this?
holds() {
    case "$newline$1$newline" in
    *"$newline$2$newline"*) return 0 ;;
    *) return 1 ;;
    esac
}

default_places() {
    if [ "$(id -u)" = 0 ]; then
        prefix=/opt/refwarden config=/etc/refwarden state=/var/lib/refwarden
    else
        default_home=${HOME:-$(home_of "$(id -u)")}
        prefix=$default_home/.local/share/refwarden
        config=$default_home/.config/refwarden
        state=$default_home/.local/state/refwarden
    fi
}

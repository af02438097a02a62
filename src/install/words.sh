# How the installer speaks, and how it handles names of files.

newline='
'

usage() {
    cat <<'END'
Usage: ./install.sh [--prefix DIR] [--config DIR] [--state DIR] --repo DIR [--repo DIR]... [--enforce] [--fsck]
       ./install.sh --check | --uninstall   (with the same places)
       ./install.sh --demo

  --prefix DIR   where the program goes (bin/ and lib/ below it)
  --config DIR   the rules and the people; a starter is laid down only where nothing is
  --state DIR    the decision log and what follows from it
  --repo DIR     a repository to guard; may be given again
  --enforce      the starter refuses, instead of only saying what it would refuse
  --fsck         have git itself check every pushed object as well
  --check        is everything in its place?
  --uninstall    take the hooks and the program away; rules and log stay
  --demo         show real pushes, accepted and refused, in a scratch server
END
}

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'install: %s\n' "$*" >&2
    exit 1
}

usage_error() {
    printf 'install: %s\n' "$*" >&2
    usage >&2
    exit 64
}

# A path that the hook's script and the lists here can hold.
check_path() {
    case $1 in
    *"$newline"*) fail "a folder's name holds a line break" ;;
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

default_places() {
    if [ "$(id -u)" = 0 ]; then
        prefix=/opt/refwarden config=/etc/refwarden state=/var/lib/refwarden
    else
        prefix=$HOME/.local/share/refwarden
        config=$HOME/.config/refwarden
        state=$HOME/.local/state/refwarden
    fi
}

# The account that receives pushes: its hooks run as it, it owns STATE, and what is done in its repositories is done as it.

# The home of an account given by its number.
home_of() {
    home=$(getent passwd "$1" 2>/dev/null | cut -d: -f6)
    printf '%s' "${home:-/}"
}

name_of() {
    name=$(getent passwd "$1" 2>/dev/null | cut -d: -f1)
    printf '%s' "${name:-$1}"
}

is_other_account() {
    [ "$(id -u)" = 0 ] && [ "$owner" != 0 ]
}

owner_groups=

# Runs a command as the account that receives pushes, so that nothing in its folders can mislead root.
as_owner() {
    if is_other_account; then
        if [ -z "$owner_groups" ]; then
            owner_home=${owner_home:-$(home_of "$owner")}
            owner_groups=--clear-groups
            ! getent passwd "$owner" >/dev/null || owner_groups=--init-groups
        fi
        # The log names who installs, not as whom.
        HOME=$owner_home SUDO_USER=${SUDO_USER:-root} setpriv --reuid "$owner" --regid "$owner_group" "$owner_groups" "$@"
    else
        HOME=${owner_home:-$HOME} "$@"
    fi
}

# Gives what is new to that account, where it is another one.
own() {
    if is_other_account; then
        chown "$owner:$owner_group" "$1"
    fi
}

# belongs_to_owner DIR: all that is guarded together belongs to one account, and this is it, or root.
belongs_to_owner() {
    folder_owner=$(stat -c '%u' "$1")
    if [ -z "$owner" ]; then
        owner=$folder_owner
        owner_group=$(stat -c '%g' "$1")
        owner_from=$1
    elif [ "$owner" != "$folder_owner" ]; then
        fail "$1 belongs to $(name_of "$folder_owner"), but $owner_from to $(name_of "$owner"): the repositories belong to different accounts; install once for each account, with a STATE of its own"
    fi
    if [ "$(id -u)" != 0 ] && [ "$(id -u)" != "$owner" ]; then
        fail "$1 belongs to another account, $(name_of "$owner"); run this as root, or as that account"
    fi
    if is_other_account && ! command -v setpriv >/dev/null; then
        fail "there is no setpriv, which root needs to work as $(name_of "$owner"); it comes with util-linux"
    fi
}

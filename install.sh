#!/bin/sh
# Installs Refwarden on a Git server; ./install.sh --help says how.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/src/install/words.sh"
. "$here/src/install/java.sh"
. "$here/src/install/program.sh"
. "$here/src/install/starter.sh"
. "$here/src/install/hooks.sh"
. "$here/src/install/actions.sh"

# Newlines keep the list of repositories apart; a path that holds one is refused.
repos=
action=install
enforce=no
fsck=no
default_places

while [ $# -gt 0 ]; do
    case $1 in
    --prefix | --config | --state | --repo)
        [ -n "${2:-}" ] || usage_error "$1 wants a folder"
        check_path "$2"
        case $1 in
        --prefix) prefix=$(absolute "$2") ;;
        --config) config=$(absolute "$2") ;;
        --state) state=$(absolute "$2") ;;
        --repo) repos="$repos$(absolute "$2")$newline" ;;
        esac
        shift
        ;;
    --enforce) enforce=yes ;;
    --fsck) fsck=yes ;;
    --check | --uninstall | --demo) action=${1#--} ;;
    -h | --help)
        usage
        exit 0
        ;;
    *) usage_error "unknown option $1" ;;
    esac
    shift
done

case $action in
install) do_install ;;
check) do_check ;;
uninstall) do_uninstall ;;
demo) . "$here/src/install/demo.sh" && do_demo ;;
esac

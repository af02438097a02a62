#!/bin/sh
# Installs Refwarden on a Git server; ./install.sh --help says how.
set -eu
umask 022
# A limit on the size of files is an error like any other, not the end.
trap '' XFSZ

# Git's own variables speak of some other repository, or of another configuration than pushes will meet.
for name in $(env | sed -n 's/^\(GIT_[A-Za-z0-9_]*\)=.*/\1/p'); do
    unset "$name"
done

here=$(cd "$(dirname "$0")" && pwd -P)
. "$here/src/install/words.sh"
. "$here/src/install/undo.sh"
. "$here/src/install/account.sh"
. "$here/src/install/java.sh"
. "$here/src/install/archive.sh"
. "$here/src/install/files.sh"
. "$here/src/install/wrapper.sh"
. "$here/src/install/versions.sh"
. "$here/src/install/moving.sh"
. "$here/src/install/starter.sh"
. "$here/src/install/repositories.sh"
. "$here/src/install/settings.sh"
. "$here/src/install/hooks.sh"
. "$here/src/install/landings.sh"
. "$here/src/install/server-plain.sh"
. "$here/src/install/server-system.sh"
. "$here/src/install/server-gitolite.sh"
. "$here/src/install/server-gitea.sh"
. "$here/src/install/server-gitlab.sh"
. "$here/src/install/stage.sh"
. "$here/src/install/later.sh"
. "$here/src/install/gate.sh"
. "$here/src/install/path.sh"
. "$here/src/install/compare.sh"
. "$here/src/install/actions.sh"

# Started by cron or a service manager there may be none.
# shellcheck disable=SC2031
HOME=${HOME:-$(home_of "$(id -u)")}
export HOME

# Newlines keep the list of repositories apart; a path that holds one is refused.
repos=
action=install
layout=plain
all_repos='' gitolite_home='' gitea='' gitlab='' account='' units=''
owner='' owner_group='' owner_home='' owner_from='' root='' stage=''
odd=0
starter_is_new=no
enforce=no
fsck=no
new_ledger=no
settle=
default_places

# One kind of server at a time.
take_layout() {
    [ "$layout" = plain ] || [ "$layout" = "$1" ] || usage_error "--$layout and --$1 do not go together"
    layout=$1
}

while [ $# -gt 0 ]; do
    case $1 in
    --prefix | --config | --state | --repo | --all-repos | --gitea | --gitlab | --units)
        [ -n "${2:-}" ] || usage_error "$1 needs a directory"
        check_path "$2"
        folder=$(absolute "$2")
        case $1 in
        --prefix) prefix=$folder ;;
        --config) config=$folder ;;
        --state) state=$folder ;;
        --repo) repos="$repos$folder$newline" ;;
        --all-repos) all_repos=$folder ;;
        --gitea) take_layout gitea && gitea=$folder ;;
        --gitlab) take_layout gitlab && gitlab=$folder ;;
        --units) units=$folder ;;
        esac
        shift
        ;;
    --account | --stage | --settle)
        [ -n "${2:-}" ] || usage_error "$1 needs a name"
        case $1 in
        --settle) settle="$settle$2$newline" ;;
        --account) account=$2 ;;
        --stage) action=stage stage=$2 ;;
        esac
        shift
        ;;
    --system | --gitolite) take_layout "${1#--}" ;;
    --gitolite=*)
        check_path "$1"
        take_layout gitolite
        gitolite_home=$(absolute "${1#--gitolite=}")
        ;;
    --enforce) enforce=yes ;;
    --fsck) fsck=yes ;;
    --service) gate_service=yes gate_start=service ;;
    --new-ledger) new_ledger=yes ;;
    --check | --uninstall | --demo | --guard | --rollback) action=${1#--} ;;
    -h | --help)
        usage
        exit 0
        ;;
    *) usage_error "unknown option $1" ;;
    esac
    shift
done
given_repos=$repos
# Every path is absolute now, and the account that owns the repositories may not look in here.
cd /
case $layout in
gitolite | gitea) [ -z "$repos$all_repos" ] || usage_error "--$layout finds its repositories itself" ;;
esac

case $action in
install) do_install ;;
check) do_check ;;
guard) do_guard ;;
rollback) do_rollback ;;
uninstall) do_uninstall ;;
demo) . "$here/src/install/demo.sh" && do_demo ;;
stage)
    want_repos
    begin_changes
    "stage_$stage"
    hand_back
    ;;
esac

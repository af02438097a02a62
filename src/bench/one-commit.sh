#!/bin/sh
# The hook on one new commit, cold, against the shell hook that administrators write by hand.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

make_server
write_shell_hook
make_commits
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

refwarden() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

shell_hook() {
    echo "$old $new refs/heads/main" | "$bench/shell-hook"
}

echo "one new commit, $("$bench/opt/bin/refwarden" --version), $(sed -n 's/.*on \(Java .*\)/\1/p' "$bench/install.log")"
pair 21 refwarden shell_hook

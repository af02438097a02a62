#!/bin/sh
# The hook on one new commit, cold, against the shell hook that administrators write by hand.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

make_server
write_shell_hook
git init -q -b main "$bench/work"
cd "$bench/work" || exit 1
git config user.name Alice
git config user.email alice@example.org
git config gpg.format ssh
git config user.signingKey "$bench/alice.pub"
git commit -q -S --allow-empty -m First
git push -q "$bench/srv/repo.git" main
git commit -q -S --allow-empty -m Second
git push -q "$bench/srv/repo.git" main:refs/other/objects
old=$(git rev-parse main~1) new=$(git rev-parse main)
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

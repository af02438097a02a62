#!/bin/sh
# The hook on one new commit, judged by a warm gate, against the shell hook that administrators write by hand, and against
# the same hook where no gate runs.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-41}
make_server
echo 'gate: {start: never}' >>"$bench/etc/server.yaml"
write_shell_hook
make_commits
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

with_gate() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

without_gate() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

shell_hook() {
    echo "$old $new refs/heads/main" | "$bench/shell-hook"
}

echo "one new commit, $("$bench/opt/bin/refwarden" --version), $(sed -n 's/.*on \(Java .*\)/\1/p' "$bench/install.log")"
echo "no gate:"
pair 21 without_gate shell_hook
start_gate
# Java compiles what is used often.
for _ in $(seq 300); do
    with_gate
done
echo "a warm gate:"
pair "$runs" with_gate shell_hook
"$bench/opt/bin/refwarden" gate status | sed -n 's/^  judged/judged by the gate/p'

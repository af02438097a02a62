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
warm=300
for number in $(seq $((runs + warm + 30))); do
    git commit -q -S --allow-empty -m "Commit $number"
done
git push -q "$bench/srv/repo.git" main:refs/other/more
git rev-list --reverse "$new..main" >"$bench/next"
exec 3<"$bench/next"
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

with_gate() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

without_gate() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

# As git goes on: the ref moves, and post-receive tells what landed. The next push brings the next commit.
lands() {
    git update-ref refs/heads/main "$new" "$old"
    echo "$old $new refs/heads/main" | hooks/post-receive
    old=$new
    read -r new <&3
}

shell_hook() {
    echo "$old $new refs/heads/main" | "$bench/shell-hook"
}

echo "one new commit, $("$bench/opt/bin/refwarden" --version), $(sed -n 's/.*on \(Java .*\)/\1/p' "$bench/install.log")"
echo "no gate:"
pair 21 without_gate shell_hook lands
start_gate
# Java compiles what is used often.
for _ in $(seq "$warm"); do
    with_gate
    lands
done
echo "a warm gate:"
pair "$runs" with_gate shell_hook lands
"$bench/opt/bin/refwarden" gate status | sed -n 's/^  judged/judged by the gate/p'

#!/bin/sh
# One new commit, judged by a warm gate in a repository of SHA-256 ids, against the same in one of SHA-1 ids, run by run.
# Then JGit against git cat-file as the reader of one SHA-1 repository. Needs a build (mvn package).
# Usage: object-formats.sh [RUNS [COMMITS]]  (by default 41 and 10000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-41} commits=${2:-10000}
make_server
echo 'gate: {start: never}' >>"$bench/etc/server.yaml"

# next FORMAT: a repository of that format, and in $bench/next-FORMAT a line for the hook for each commit that is to come.
next() {
    git init -q --bare -b main --object-format="$1" "$bench/srv/$1.git"
    "$here/install.sh" --prefix "$bench/opt" --config "$bench/etc" --state "$bench/var" \
        --repo "$bench/srv/$1.git" >"$bench/install.log" || { cat "$bench/install.log"; exit 1; }
    git init -q -b main --object-format="$1" "$bench/work-$1"
    cd "$bench/work-$1" || exit 1
    git config user.name Alice
    git config user.email alice@example.org
    git config gpg.format ssh
    git config user.signingKey "$bench/alice.pub"
    git commit -q -S --allow-empty -m First
    git push -q "$bench/srv/$1.git" main
    for number in $(seq $((runs + 330))); do
        git commit -q -S --allow-empty -m "Commit $number"
    done
    git push -q "$bench/srv/$1.git" main:refs/other/more
    git rev-list --reverse main | awk 'NR > 1 { print before, $1, "refs/heads/main" } { before = $1 }' >"$bench/next-$1"
}

judge() {
    cd "$bench/srv/$1.git" || exit 1
    GIT_DIR=. hooks/pre-receive <"$bench/line-$1"
}

sha1() {
    judge sha1
}

sha256() {
    judge sha256
}

# As git goes on: the ref moves, post-receive tells what landed, and the next push brings the next commit.
lands() {
    for format in sha1 sha256; do
        cd "$bench/srv/$format.git" || exit 1
        read -r old new ref <"$bench/line-$format"
        git update-ref "$ref" "$new" "$old"
        GIT_DIR=. hooks/post-receive <"$bench/line-$format"
        sed -n "$1p" "$bench/next-$format" >"$bench/line-$format"
    done
}

goes_on() {
    turn=$((turn + 1))
    lands $turn
}

for format in sha1 sha256; do
    next $format
    sed -n 1p "$bench/next-$format" >"$bench/line-$format"
done
turn=1
start_gate
# Java compiles what is used often.
while [ $turn -lt 300 ]; do
    sha1
    sha256
    goes_on
done
echo "one new commit, a warm gate, $("$bench/opt/bin/refwarden" --version), $(git --version)"
pair "$runs" sha256 sha1 goes_on

java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
git init -q --bare -b main "$bench/srv/line.git"
"$java" -cp "$here/target/refwarden.jar" "$here/src/bench/Commits.java" "$bench/srv/line.git" refs/heads/main "$commits" ssh "$bench/key.pub"
git -C "$bench/srv/line.git" repack -adq
"$java" -cp "$here/target/refwarden-tests.jar:$here/target/test-classes:$here/target/refwarden.jar" \
    dev.refwarden.git.store.ReadersBench "$bench/srv/line.git" refs/heads/main

#!/bin/sh
# The hook on one new commit in a repository of many commits, against the same in one of a hundred.
# Usage: large-repository.sh [COMMITS]  (by default 100000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

many=${1:-100000}

make_server
java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")

# A repository of so many commits, all of them settled, and one more that is not.
make_repository() {
    git init -q --bare -b main "$bench/srv/$1.git"
    "$java" -cp "$here/target/refwarden.jar" "$here/src/bench/Commits.java" "$bench/srv/$1.git" \
        refs/heads/main "$2" ssh "$bench/key-$1.pub" 2>"$bench/fill.log" || { cat "$bench/fill.log"; exit 1; }
    git -C "$bench/srv/$1.git" repack -adq
    "$here/install.sh" --prefix "$bench/opt" --config "$bench/etc" --state "$bench/var" \
        --repo "$bench/srv/$1.git" >"$bench/install.log" || { cat "$bench/install.log"; exit 1; }
    GIT_AUTHOR_NAME=Alice GIT_AUTHOR_EMAIL=alice@example.org GIT_COMMITTER_NAME=Alice
    GIT_COMMITTER_EMAIL=alice@example.org
    export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
    old=$(git -C "$bench/srv/$1.git" rev-parse main)
    new=$(git -C "$bench/srv/$1.git" -c gpg.format=ssh -c user.signingKey="$bench/alice.pub" \
        commit-tree -S -m "One more" -p "$old" "$old^{tree}")
    echo "$old $new refs/heads/main" >"$bench/updates-$1"
}

judge() {
    cd "$bench/srv/$1.git" || exit 1
    GIT_DIR=. hooks/pre-receive <"$bench/updates-$1"
}

large() {
    judge large
}

small() {
    judge small
}

make_repository small 100
make_repository large "$many"
echo "one new commit on $many commits, $("$bench/opt/bin/refwarden" --version)"
pair 21 large small

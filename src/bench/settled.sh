#!/bin/sh
# What branches that were made and deleted over years cost a push: one commit that is accepted, and one that is refused,
# with a new ledger and with one that knows of all these branches.
# Usage: settled.sh [BRANCHES]  (by default 200000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

branches=${1:-200000}

make_server
make_commits
echo change >file
git add file
git commit -q -m Unsigned
git push -q "$bench/srv/repo.git" HEAD:refs/other/unsigned
unsigned=$(git rev-parse HEAD)
java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

accepted() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

refused() {
    echo "$old $unsigned refs/heads/main" | hooks/pre-receive || [ $? = 1 ]
}

echo "one commit, with a new ledger"
pair 21 accepted refused

refwarden() {
    "$bench/opt/bin/refwarden" "$@"
}

refwarden log export --lines --state "$bench/var" >"$bench/lines"
repository=$(sed -n 's/.*"repository":"\([^"]*\)".*/\1/p' "$bench/lines" | tail -1)
"$java" "$here/src/bench/Branches.java" "$bench/lines" "$repository" branches "$branches"
mkdir -m 700 "$bench/long"
once refwarden ledger rebuild "$bench/lines" --state "$bench/long"
refwarden gate stop --state "$bench/var" >/dev/null 2>&1 || true
rm -f "$bench"/var/ledger.db*
cp "$bench"/long/ledger.db* "$bench/long/head" "$bench/var"
accepted || exit 1

echo "the same with $branches branches that were made and deleted"
pair 21 accepted refused
once refwarden log verify --state "$bench/var"
awk -v took="$took" 'BEGIN { printf "%-28s %9.2f s\n", "log verify", took / 100000 }'

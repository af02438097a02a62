#!/bin/sh
# Judging history that is there: commits a second, against git verify-commit in the same run.
# Usage: verify.sh [COMMITS]  (by default 100000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

commits=${1:-100000} sample=200

make_server
java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
"$java" -cp "$here/target/refwarden.jar" "$here/src/bench/Commits.java" "$bench/srv/repo.git" refs/scratch/ssh \
    "$commits" ssh "$bench/key.pub" 2>"$bench/fill.log" || { cat "$bench/fill.log"; exit 1; }
git -C "$bench/srv/repo.git" repack -adq
cp "$bench/key.pub" "$bench/etc/keys/alice-ssh"
cat >"$bench/etc/people/alice.yaml" <<END
name: Alice
emails: [alice@example.org]
keys:
  - {id: alice-key, ssh: keys/alice-ssh, enrolled: 2020-01-01}
END
printf 'alice@example.org %s\n' "$(cat "$bench/key.pub")" >"$bench/allowed"
from=$(date +%s%N)
for commit in $(git -C "$bench/srv/repo.git" rev-list -n "$sample" refs/scratch/ssh); do
    git -C "$bench/srv/repo.git" verify-commit "$commit" 2>/dev/null || { echo "git does not verify"; exit 1; }
done
each=$(awk -v ns=$(($(date +%s%N) - from)) -v n="$sample" 'BEGIN { print ns / n / 1e9 }')
from=$(date +%s%N)
"$bench/opt/bin/refwarden" verify "$bench/srv/repo.git" --ref refs/heads/main --range ..refs/scratch/ssh || exit 1
awk -v ns=$(($(date +%s%N) - from)) -v n="$commits" -v each="$each" 'BEGIN {
    s = ns / 1e9
    printf "refwarden verify  %.2f s  %.0f commits/s  git verify-commit %.2f ms each  ratio %.1f\n", s, n / s, each * 1000, each * n / s }'

#!/bin/sh
# One push of many refs, against a shell hook that asks git for the new commits of each ref and judges nothing.
# Usage: many-refs.sh [REFS]  (by default 5000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

count=${1:-5000}

make_server
cat >"$bench/etc/policy.yaml" <<'END'
version: 1
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: branches
        refs: ["refs/heads/**"]
        commits: {signed-by: [alice]}
      - name: tags
        refs: ["refs/tags/**"]
        push: {by: [alice]}
        tags: {signed-by: [alice], on: ["refs/heads/**"]}
END
cat >"$bench/rev-list-hook" <<'END'
#!/bin/sh
while read -r old new ref; do
    case $new in *[!0]*) git rev-list "$new" --not --all >/dev/null || exit 1 ;; esac
done
END
chmod +x "$bench/rev-list-hook"

java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
cd "$bench/srv/repo.git" || exit 1
"$java" -cp "$here/target/refwarden.jar" "$here/src/bench/Commits.java" . refs/scratch/line "$count" ssh \
    "$bench/key.pub" 2>"$bench/fill.log" || { cat "$bench/fill.log"; exit 1; }
git repack -adq
cp "$bench/key.pub" "$bench/etc/keys/alice"
cat >"$bench/etc/people/alice.yaml" <<'END'
name: Alice
emails: [alice@example.org]
keys:
  - {id: alice-key, ssh: keys/alice, enrolled: 2020-01-01}
END
GIT_DIR=.
export GIT_DIR
git rev-list --reverse refs/scratch/line >"$bench/line"
tip=$(git rev-parse refs/scratch/line)
# The hook is to see these commits as new.
git update-ref -d refs/scratch/line

# A push of branches that all stand at one commit; of one branch for each commit of a line; of a tag for each.
seq -f "$none $tip refs/heads/same%05g" "$count" >"$bench/same"
awk -v none="$none" '{ printf "%s %s refs/heads/line%05d\n", none, $1, NR }' "$bench/line" >"$bench/line-of-branches"
awk -v none="$none" -v tip="$tip" 'BEGIN { print none, tip, "refs/heads/main" }
    { printf "%s %s refs/tags/t%05d\n", none, $1, NR }' "$bench/line" >"$bench/tags"

refwarden() {
    hooks/pre-receive <"$bench/$push" || [ "$push" = tags ]
}

shell_hook() {
    "$bench/rev-list-hook" <"$bench/$push"
}

for push in same line-of-branches tags; do
    echo "$count refs: $push"
    pair "${RUNS:-3}" refwarden shell_hook
done

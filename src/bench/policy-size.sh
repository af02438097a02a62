#!/bin/sh
# What a configuration of 500 people and 200 rules adds to a cold hook, against one of one person and one rule.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

# ed25519: a key that nobody holds, as its .pub file has it.
ed25519() {
    echo "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA$({ printf ' '; head -c 32 /dev/urandom; } | base64 -w0)"
}

# enlarge CONFIG PEOPLE RULES
enlarge() {
    i=0
    while [ "$i" -lt "$2" ]; do
        cat >"$1/people/person-$i.yaml" <<END
name: Person $i
emails: [person-$i@example.org, $i+person@users.noreply.example.org]
accounts: [person-$i]
keys:
  - id: person-$i-laptop
    ssh: "$(ed25519)"
    enrolled: 2026-01-01
  - id: person-$i-old
    ssh: "$(ed25519)"
    enrolled: 2025-01-01
    retired: 2026-01-01
END
        i=$((i + 1))
    done
    i=0
    while [ "$i" -lt "$3" ]; do
        cat >>"$1/policy.yaml" <<END
      - name: rule $i
        refs: ["refs/heads/release-$i/**", refs/heads/stable-$i]
        commits: {signed-by: [everyone], committer: known}
        keys: {cool-down: 14d, types: [ssh-ed25519, sk-ssh-ed25519]}
        push: {certificate: required, approvals: {count: 2, by: [humans]}}
        paths:
          - match: ["team-$i/**", "**/*.sh"]
            approvals: {count: 1, by: [person-$i, alice]}
END
        i=$((i + 1))
    done
}

make_server
make_commits
cp -r "$bench/etc" "$bench/large"
enlarge "$bench/large" 500 200
"$bench/opt/bin/refwarden" policy check "$bench/large" | tail -1
cp -r "$bench/var" "$bench/large-state"
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

# Each with a state of its own, as a server with that configuration has it.
large() {
    echo "$old $new refs/heads/main" |
        "$bench/opt/bin/refwarden" pre-receive --config "$bench/large" --state "$bench/large-state"
}

small() {
    echo "$old $new refs/heads/main" |
        "$bench/opt/bin/refwarden" pre-receive --config "$bench/etc" --state "$bench/var"
}

echo "one new commit, $("$bench/opt/bin/refwarden" --version), $(sed -n 's/.*on \(Java .*\)/\1/p' "$bench/install.log")"
pair "${RUNS:-21}" large small
awk -v a="$a" -v b="$b" 'BEGIN { printf "%-28s %9.2f ms\n", "difference (60 ms at most)", (a - b) / 100; exit a - b > 6000 }'

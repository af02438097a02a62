# What the benchmarks share: a guarded repository, and timing that pairs two commands run by run.

set -eu
here=$(cd "$(dirname "$0")/../.." && pwd -P)
bench=$(mktemp -d)
trap 'rm -rf "$bench"' EXIT
HOME=$bench/home GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export HOME GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL
# FORMAT=sha256 in the environment measures with repositories of SHA-256 ids.
GIT_DEFAULT_HASH=${FORMAT:-sha1}
export GIT_DEFAULT_HASH
none=0000000000000000000000000000000000000000
[ "$GIT_DEFAULT_HASH" = sha1 ] || none=${none}000000000000000000000000

# An installation whose policy requires alice's signature on every branch.
make_server() {
    mkdir -p "$bench/home" "$bench/etc/people" "$bench/etc/keys" "$bench/srv"
    ssh-keygen -q -t ed25519 -N '' -C alice -f "$bench/alice"
    cat >"$bench/etc/policy.yaml" <<'END'
version: 1
repositories:
  - match: ["**"]
    unmatched: allow
    rules:
      - name: branches
        refs: ["refs/heads/**"]
        commits: {signed-by: [alice]}
END
    cat >"$bench/etc/people/alice.yaml" <<END
name: Alice
emails: [alice@example.org]
keys:
  - {id: alice-key, ssh: "$(cat "$bench/alice.pub")", enrolled: 2020-01-01}
END
    git init -q --bare -b main "$bench/srv/repo.git"
    "$here/install.sh" --prefix "$bench/opt" --config "$bench/etc" --state "$bench/var" \
        --repo "$bench/srv/repo.git" >"$bench/install.log" || { cat "$bench/install.log"; exit 1; }
    printf 'alice@example.org %s\n' "$(cat "$bench/alice.pub")" >"$bench/allowed"
    git -C "$bench/srv/repo.git" config gpg.ssh.allowedSignersFile "$bench/allowed"
}

# A commit of alice's that is accepted, $old, and the next one, $new, whose objects are there; in $bench/work.
# shellcheck disable=SC2034
make_commits() {
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
}

# The hook that administrators write by hand.
write_shell_hook() {
    cat >"$bench/shell-hook" <<'END'
#!/bin/sh
while read -r old new ref; do
    case $old in *[!0]*) range=$old..$new ;; *) range=$new ;; esac
    for commit in $(git rev-list "$range"); do
        git verify-commit "$commit" 2>/dev/null || exit 1
    done
done
END
    chmod +x "$bench/shell-hook"
}

# Judges from now on, until the script ends.
start_gate() {
    "$bench/opt/bin/refwarden" gate run &
    trap '"$bench/opt/bin/refwarden" gate stop >/dev/null; rm -rf "$bench"' EXIT
    "$bench/opt/bin/refwarden" gate status --wait 30 >/dev/null || { echo "there is no gate"; exit 1; }
}

# median NUMBER...: of an odd count.
median() {
    printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

# late NUMBER...: what all but one in a hundred do not exceed.
late() {
    printf '%s\n' "$@" | sort -n | sed -n "$((($# * 99 + 99) / 100))p"
}

# once COMMAND...: the command's wall time in milliseconds, in $took.
once() {
    from=$(date +%s%N)
    "$@" >"$bench/out" 2>&1 || { echo "failed: $*"; cat "$bench/out"; exit 1; }
    took=$((($(date +%s%N) - from) / 10000))
}

# pair RUNS A B [AFTER]: runs the functions A and B in turn, and AFTER behind each turn, and prints both medians, their ratio, and
# that of the slowest.
pair() {
    a=""
    b=""
    "$2" >/dev/null 2>&1 || true
    "$3" >/dev/null 2>&1 || true
    "${4:-:}"
    for _ in $(seq "$1"); do
        once "$2"; a="$a $took"
        once "$3"; b="$b $took"
        "${4:-:}"
    done
    # shellcheck disable=SC2086
    slow=$(late $a) others=$(late $b) a=$(median $a) b=$(median $b)
    awk -v a="$a" -v b="$b" -v an="$2" -v bn="$3" -v slow="$slow" -v others="$others" \
        'BEGIN { printf "%-28s %9.2f ms\n%-28s %9.2f ms\n%-28s %9.2f\n%-28s %9.2f\n", an, a/100, bn, b/100, "ratio", a/b,
            "ratio at p99", slow/others }'
}

#!/bin/sh
# Large pushes: commits a second against git verify-commit, against openssl's Ed25519, and peak memory.
# Usage: many-commits.sh [COMMITS [HUGE]]  (by default 10000 and 100000; a HUGE of 0 is left out; FORMAT=sha256 for the other ids)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

commits=${1:-10000} huge=${2:-100000} sample=200

# fill REF COUNT FORMAT: commits that alice signed, and alice's key enrolled.
fill() {
    java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
    "$java" -cp "$here/target/refwarden.jar" "$here/src/bench/Commits.java" "$bench/srv/repo.git" "$1" "$2" "$3" \
        "$bench/key.pub" 2>"$bench/fill.log" || { cat "$bench/fill.log"; exit 1; }
    # As a push would leave them: in one pack.
    git -C "$bench/srv/repo.git" repack -adq
    cp "$bench/key.pub" "$bench/etc/keys/alice-$3"
    kind=$3
    [ "$kind" = ssh ] || kind=openpgp
    cat >"$bench/etc/people/alice.yaml" <<END
name: Alice
emails: [alice@example.org]
keys:
  - {id: alice-key, $kind: keys/alice-$3, enrolled: 2020-01-01}
END
}

# judge REF: the hook on all commits of REF, as a branch that is created.
judge() {
    echo "$none $(git -C "$bench/srv/repo.git" rev-parse "$1") refs/heads/new" >"$bench/updates"
    cd "$bench/srv/repo.git" || exit 1
    # A pack in a quarantine is how the hook knows a large push.
    mkdir -p "$bench/quarantine/pack" && : >"$bench/quarantine/pack/large.pack"
    GIT_QUARANTINE_PATH=$bench/quarantine GIT_DIR=. /usr/bin/time -f '%e %M' -o "$bench/time" \
        hooks/pre-receive <"$bench/updates" || { echo "the hook refused"; exit 1; }
    read -r seconds kilobytes <"$bench/time"
    cd "$bench" || exit 1
}

# by_hand REF: what git verify-commit takes for one commit, in seconds.
by_hand() {
    from=$(date +%s%N)
    for commit in $(git -C "$bench/srv/repo.git" rev-list -n "$sample" "$1"); do
        git -C "$bench/srv/repo.git" verify-commit "$commit" 2>/dev/null || { echo "git does not verify"; exit 1; }
    done
    each=$(awk -v ns=$(($(date +%s%N) - from)) -v n="$sample" 'BEGIN { print ns / n / 1e9 }')
}

report() {
    awk -v what="$1" -v n="$2" -v s="$seconds" -v each="$each" -v kb="$kilobytes" 'BEGIN {
        printf "%-28s %8.2f s  %7.0f commits/s  %5.0f MiB  git verify-commit %6.2f ms each  ratio %6.1f\n",
            what, s, n / s, kb / 1024, each * 1000, each * n / s }'
}

make_server
echo "repositories of $GIT_DEFAULT_HASH ids"
fill refs/scratch/ssh "$commits" ssh
printf 'alice@example.org %s\n' "$(cat "$bench/key.pub")" >"$bench/allowed"
by_hand refs/scratch/ssh
judge refs/scratch/ssh
report "$commits commits, SSH" "$commits"

GNUPGHOME=$bench/gnupg
export GNUPGHOME
mkdir -m 700 "$GNUPGHOME"
fill refs/scratch/openpgp "$commits" openpgp
gpg --batch --quiet --import "$bench/key.pub" 2>/dev/null
by_hand refs/scratch/openpgp
gpgconf --kill all
judge refs/scratch/openpgp
report "$commits commits, OpenPGP" "$commits"

[ "$huge" != 0 ] || exit 0
fill refs/scratch/huge "$huge" ssh
printf 'alice@example.org %s\n' "$(cat "$bench/key.pub")" >"$bench/allowed"
by_hand refs/scratch/huge
judge refs/scratch/huge
report "$huge commits, SSH" "$huge"
rate=$(openssl speed -seconds 2 -multi "$(nproc)" ed25519 2>/dev/null | awk '/EdDSA/ { print $NF }')
awk -v n="$huge" -v s="$seconds" -v rate="$rate" 'BEGIN {
    printf "%-28s %8.0f verifications/s on all processors; the hook does %.2f of that\n", "openssl speed ed25519", rate, n / s / rate }'

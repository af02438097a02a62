signed "First"
signed "Second"
good=$(git rev-parse HEAD)
commit "Not signed"
git commit -q --amend --no-edit --reset-author
as bob
signed "Fourth"
git push -q origin HEAD:refs/scratch/history 2>/dev/null || true
git -C "$ROOT/server.git" fetch -q "$ROOT/work" main:refs/heads/elsewhere
verify() {
    status=0
    echo "\$ refwarden verify server.git $*"
    "$ROOT/refwarden" verify "$ROOT/server.git" "$@" >"$ROOT/verified" 2>&1 || status=$?
    sed 's/, [0-9.]* s$//; s/"millis" : [0-9]*/"millis" : N/' "$ROOT/verified"
    echo "exit status $status"
    echo
}
verify --ref refs/heads/main --range "..$good"
verify --ref refs/heads/main --range "$good..refs/heads/elsewhere"
verify --ref refs/heads/main --range ..elsewhere
verify --ref refs/heads/main --range ..elsewhere --json
verify --ref refs/heads/main
verify --ref refs/heads/main --range nothing
verify --ref main
git -C "$ROOT/server.git" for-each-ref | wc -l
say "several repositories"
git clone -q --bare "$ROOT/server.git" "$ROOT/other.git"
status=0
"$ROOT/refwarden" verify "$ROOT/server.git" "$ROOT/other.git" --ref refs/heads/main --range "..$good" >"$ROOT/verified" || status=$?
sed 's/, [0-9.]* s$//' "$ROOT/verified"
"$ROOT/refwarden" verify "$ROOT/server.git" "$ROOT/other.git" --ref refs/heads/main --range "..$good" --json | grep repository
say "a key that has expired since: judged now, or when the committer says"
sed -i 's/enrolled: 2025-01-01/&\n    expires: 2026-11-24/' "$ROOT/config/people/alice.yaml"
verify --ref refs/heads/main --range "..$good" --at now
verify --ref refs/heads/main --range "..$good" --at committer-time
verify --ref refs/heads/main --range "..$good" --at noon
say "on a terminal"
script -qec "'$ROOT/refwarden' verify '$ROOT/server.git' --ref refs/heads/main --range '..$good' --at committer-time" /dev/null </dev/null |
    tr '\r' '\n' | grep -o '[0-9]* of 2 commits' | tail -1

say "nothing in the repository, nor in STATE, is written"
everything() {
    # SQLite's readers note in ledger.db-shm that they read.
    (cd "$ROOT" && find server.git state -type f ! -name ledger.db-shm -exec sha1sum {} + \
        && find server.git state ! -name ledger.db-shm -printf '%p %T@\n') | sort
}
everything >"$ROOT/before"
"$ROOT/refwarden" verify "$ROOT/server.git" --ref refs/heads/main --range ..elsewhere >/dev/null || true
everything | cmp - "$ROOT/before" && echo "as it was"
say "what an administrator declared was accepted at that time"
sed -i 's/expires: 2026-11-24/retired: 2099-01-01/' "$ROOT/config/people/alice.yaml"
"$ROOT/refwarden" baseline "$ROOT/server.git" --ref refs/heads/elsewhere --reason "as it is" >/dev/null
sleep 1
sed -i "s/retired: 2099-01-01/retired: $(date -u +%Y-%m-%dT%H:%M:%SZ)/" "$ROOT/config/people/alice.yaml"
verify --ref refs/heads/main --range "..$good"
verify --ref refs/heads/main --range "..$good" --at now | sed 's/since [0-9TZ:-]*/since TIME/'
say "text behind a signature, which the rule passes over"
as alice
git checkout -q -b trailing "$good"
signed "Fifth"
git cat-file commit HEAD | sed 's/^ -----END SSH SIGNATURE-----$/&\n text behind it/' >"$ROOT/trailing"
git update-ref refs/heads/trailing "$(git hash-object -t commit -w "$ROOT/trailing")"
git -C "$ROOT/server.git" fetch -q "$ROOT/work" trailing:refs/heads/trailing
verify --ref refs/heads/main --range "$good..refs/heads/trailing"
sed -i 's/signed-by: \[maintainers\]/&, trailing-armor: allow/' "$ROOT/config/policy.yaml"
verify --ref refs/heads/main --range "$good..refs/heads/trailing"

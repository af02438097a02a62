echo 'internal-refs: ["refs/pull/**"]' >>"$ROOT/config/server.yaml"
verify() {
    echo "\$ refwarden verify server.git $*"
    status=0
    "$ROOT/refwarden" verify "$ROOT/server.git" "$@" >"$ROOT/verified" 2>&1 || status=$?
    sed 's/, [0-9.]* s$//; s/"millis" : [0-9]*/"millis" : N/' "$ROOT/verified"
    echo "exit status $status"
    echo
}
say "nothing is there yet; then a ref that was there before anything was logged"
verify
commit "Before the hook"
git -C "$ROOT/server.git" fetch -q "$ROOT/work" main:refs/heads/main
verify
baseline
verify
say "whatever went through the hook is fine: pushed, observed, deleted, through another name"
signed "First"
git push -q origin main main:release/1 main:release/2 main:feature
git tag -s -m "One" v1
git push -q origin v1
commit "Not signed"
git push -q origin HEAD:watched/x 2>/dev/null
git reset -q --hard HEAD~1
git push -q origin :release/2
server symbolic-ref refs/heads/alias refs/heads/release/1
signed "Second"
git push -q origin main:alias
server update-ref refs/pull/1/head "$(git rev-parse HEAD~1)"
server update-ref refs/heads/feature "$(git rev-parse HEAD~1)"
verify
say "moved, created, deleted around it"
commit "Smuggled"
smuggled=$(git rev-parse HEAD)
git reset -q --hard HEAD~1
git -C "$ROOT/server.git" fetch -q "$ROOT/work" "$smuggled"
server update-ref refs/heads/main "$smuggled"
server update-ref refs/heads/release/2 "$smuggled"
server update-ref refs/heads/release/9 "$smuggled"
server update-ref refs/heads/watched/x "$smuggled"
server update-ref refs/tags/v1 "$smuggled"
server update-ref -d refs/heads/release/1
verify
verify --json
verify --ref refs/heads/main --range "..$(git rev-parse HEAD)"
say "an administrator looks into it, undoes some of it, and declares the rest"
server update-ref refs/heads/main "$(git rev-parse HEAD~1)"
baseline --ref refs/heads/release/2 >/dev/null
verify
baseline >/dev/null
verify
say "set back before any hook saw it, and after one did"
git push -q origin main
server update-ref refs/heads/main "$(git rev-parse HEAD~1)"
verify
server update-ref refs/heads/main "$(git rev-parse HEAD)"
git push -q origin main:release/3
verify
server update-ref refs/heads/main "$(git rev-parse HEAD~1)"
verify
server update-ref refs/heads/main "$(git rev-parse HEAD)"
say "accepted, but git could not store it: once another hook has looked, that is known"
signed "Third"
touch "$ROOT/server.git/refs/heads/release/3.lock"
git push -q origin main:release/3 >/dev/null 2>&1 || echo "git says no"
rm "$ROOT/server.git/refs/heads/release/3.lock"
verify
sleep 1
git push -q origin main:release/4
verify
git push -q origin main:release/3
verify
say "wrong usage"
verify --range ..main

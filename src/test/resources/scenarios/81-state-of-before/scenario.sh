# STATE and history as version 0.1.0 left them: what the refs held was declared settled, two commits by Dora were
# accepted, one was refused. Her key has been retired since.
before=$(dirname "$lib")/81-state-of-before/before
git init -q --bare -b main "$ROOT/api.git"
api() {
    git -C "$ROOT/api.git" "$@"
}
# A new pre-receive hook over the old repository, with the state STATE.
guard() {
    cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/api.git/hooks/pre-receive"
    sed -i "s|'$ROOT/state'|'$1'|" "$ROOT/api.git/hooks/pre-receive"
}
api hash-object -w -t tree --stdin </dev/null >/dev/null
for commit in 1 2 3; do
    id=$(api hash-object -w -t commit "$before/commits/$commit")
done
api update-ref refs/heads/main "$id"
api update-ref refs/heads/release/1 "$id"
rm "$ROOT/state"/ledger.db* "$ROOT/state/head"
cp -r "$before/state" "$ROOT/old"
chmod -R u+w "$ROOT/old"
"$ROOT/refwarden" ledger import "$ROOT/old" | sed "s|$ROOT|ROOT|"
git remote set-url origin "$ROOT/api.git"
git fetch -q origin
git reset -q --hard origin/main
now 2026-12-01T00:00:00Z
say "with an empty STATE all of it is new"
mkdir -m 700 "$ROOT/empty"
"$ROOT/refwarden" ledger create --state "$ROOT/empty" >"$ROOT/create.out"
guard "$ROOT/empty"
push origin HEAD:release/2
say "with the state of before it counts as accepted then, by a key that was good then"
guard "$ROOT/state"
"$ROOT/refwarden" log verify | sed 's/, the last one.*//'
push origin HEAD:release/2
signed "On top, by a key that is good now"
push origin HEAD:main
"$ROOT/refwarden" log verify | sed 's/, the last one.*//'
"$ROOT/refwarden" review list --json | grep -o '"codes":\[[^]]*\]'

# Row 43c: one account floods the server with large refused pushes. Its own evidence goes first; the log stays usable.
cat >>"$ROOT/config/server.yaml" <<'END2'
pusher: {environment: TEST_ACCOUNT}
evidence: {keep: 90d, per-case: 300KiB, per-pusher: 700KiB, total: 2MiB}
END2
account alice
signed "First"
push origin main
commit "Alice forgot to sign"
push origin main
git reset -q --hard HEAD~1

say "mallory pushes twelve times 200 KiB that do not compress"
account mallory
as mallory
for i in $(seq 12); do
    head -c 200000 /dev/urandom >noise
    signed "Noise $i" noise >/dev/null
    git push -q origin HEAD:main 2>/dev/null || true
    git reset -q --hard HEAD~1
done
kept() {
    find "$ROOT/state/evidence" -mindepth 2 -maxdepth 2 -path "*/account-*$1/*" | wc -l
}
echo "kept of alice $(kept lice), of mallory $(kept allory)"
echo "more than its share: $(du -s --apparent-size -k "$ROOT"/state/evidence/account-*allory | awk '{print ($1 > 700) ? "yes" : "no"}')"

say "a push that is larger than a case may be keeps its commits and the small files of them"
head -c 400000 /dev/urandom >noise
echo small >small
signed "Too large" other
git push -q origin HEAD:main 2>/dev/null || true
case=$(latest_case)
"$ROOT/refwarden" review diff "$case" | grep -vE '^(Author|Committer)'
"$ROOT/refwarden" review export "$case" --output "$ROOT/case.zip" | sed 's/[0-9]* bytes/N bytes/'
git reset -q --hard origin/main

say "with no room at all nothing is kept, and the refusal is the same"
sed -i 's/total: 2MiB/total: 1KiB/' "$ROOT/config/server.yaml"
commit "Not signed"
push origin HEAD:main
case=$(latest_case)
"$ROOT/refwarden" review show "$case" | grep '^kept'
git reset -q --hard origin/main

say "nor where the evidence cannot be written"
rm -rf "$ROOT/state/evidence"
: >"$ROOT/state/evidence"
commit "Not signed either"
push origin HEAD:main

say "an accepted push keeps nothing, and the log is whole"
account alice
as alice
git reset -q --hard origin/main
rm "$ROOT/state/evidence"
signed "Second"
push origin HEAD:main
# SQLite's own two files go when nobody reads any more.
ls "$ROOT/state" | grep -v -e -wal -e -shm | tr '\n' ' '
echo
"$ROOT/refwarden" log verify | sed 's/, the last one.*//'

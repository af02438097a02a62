git init -q --bare -b main "$ROOT/srv.git"
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/state --repo $ROOT/srv.git"
install $places >/dev/null
git remote set-url origin "$ROOT/srv.git"
program=$ROOT/i/prefix/bin/refwarden
# A line as git's protocol has it: its length, then what is in it.
pkt() {
    printf '%04x%s' $((${#1} + 4 + ${2:-0})) "$1"
}
signed "One"
commit=$(git rev-parse HEAD)
push origin main
git tag -s -m v1 v1
tag=$(git rev-parse v1)
say "a tag off every release branch"
push origin v1

say "the same, with a line feed in the name of another ref: git hands the hook one update that nobody sent"
lf='
'
{
    pkt "$ZERO $tag refs/tags/v1" $((${#ASKED} + 1))
    printf '\000%s' "$ASKED"
    pkt "$ZERO $commit refs/heads/a$lf$ZERO $commit refs/heads/release/2"
    printf 0000
    echo "$tag" | git pack-objects -q --stdout
} >"$ROOT/raw"
git receive-pack "$ROOT/srv.git" <"$ROOT/raw" 2>/dev/null | tr '\000' '?' | grep -ao -e 'unpack ok' -e 'ok refs/tags/v1' -e 'ng refs/heads/a'
git -C "$ROOT/srv.git" for-each-ref --format='%(refname)'
echo

say "the tag is an alarm with the next push at the latest, or at once where a gate listens; doctor and verify name it"
"$program" doctor --repo "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" | grep -A1 refs/tags || true
"$program" verify "$ROOT/srv.git" --config "$ROOT/config" --state "$ROOT/state" && echo fine || echo "exit status $?"
"$program" verify "$ROOT/srv.git" --ref refs/tags/v1 --config "$ROOT/config" --state "$ROOT/state" | sed -E 's/[0-9.]+ s$/N s/; s/^[0-9a-f]{8}/COMMIT/' || true
signed "Two"
push origin main
"$program" log export --lines --state "$ROOT/state" | grep -o '"alarms":.*]'

say "the update that never was settles nothing"
"$program" log export --lines --state "$ROOT/state" | grep '"verdict":"noted"' | grep -c '"ref":"refs/heads/release/2"' || true

signed "First"
push origin main
say "a policy with an unknown key"
cp "$ROOT/config/policy.yaml" "$ROOT/good.yaml"
echo 'no-such-key: 1' >>"$ROOT/config/policy.yaml"
signed "Second"
push origin main
echo "$(git rev-parse HEAD~1) $(git rev-parse HEAD) refs/heads/main" >"$ROOT/updates"
hook <"$ROOT/updates"
say "no policy, and no configuration at all"
rm "$ROOT/config/policy.yaml"
hook <"$ROOT/updates"
mv "$ROOT/config" "$ROOT/gone"
hook <"$ROOT/updates"
mv "$ROOT/gone" "$ROOT/config"
cp "$ROOT/good.yaml" "$ROOT/config/policy.yaml"
say "a key file that cannot be read"
sed 's|ssh: .*|ssh: keys/none.pub|' "$ROOT/config/people/bob.yaml" >"$ROOT/bob" && cp "$ROOT/config/people/bob.yaml" "$ROOT/bob.good" && cp "$ROOT/bob" "$ROOT/config/people/bob.yaml"
push origin main
cp "$ROOT/bob.good" "$ROOT/config/people/bob.yaml"
refused() { hook <"$ROOT/updates" 2>&1 | sed 's/incident [^,]*/incident CASE-CASE/'; }
say "a ledger that is a folder, a link, another database, rubbish, cut short, of a newer form, empty, gone"
mkdir "$ROOT/kept"
mv "$ROOT"/state/ledger.db* "$ROOT/kept"
mkdir "$ROOT/state/ledger.db"; refused; rmdir "$ROOT/state/ledger.db"
ln -s "$ROOT/kept/ledger.db" "$ROOT/state/ledger.db"; refused; rm "$ROOT/state/ledger.db"
sql "CREATE TABLE other (x)"; refused; rm "$ROOT"/state/ledger.db*
head -c 5000 /dev/urandom >"$ROOT/state/ledger.db"; refused; rm "$ROOT"/state/ledger.db*
sh -c 'cp "$ROOT"/kept/ledger.db* "$ROOT/state"'; sql "PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
truncate -s 9000 "$ROOT/state/ledger.db"; refused; rm "$ROOT"/state/ledger.db*
cp "$ROOT"/kept/ledger.db* "$ROOT/state"; sql "UPDATE version SET version = 1000"; refused; rm "$ROOT"/state/ledger.db*
: >"$ROOT/state/ledger.db"; refused; rm "$ROOT"/state/ledger.db*
refused
say "one that was set back"
cp "$ROOT"/kept/ledger.db* "$ROOT/state"
cp "$ROOT/state/head" "$ROOT/head"
echo "00000000000000000999 $(printf '%064d' 9)" >"$ROOT/state/head"; refused
rm "$ROOT/state/head"; refused
cp "$ROOT/head" "$ROOT/state/head"
say "STATE gone"
mv "$ROOT/state" "$ROOT/state.moved"
hook <"$ROOT/updates" 2>&1 | sed 's/incident [^,]*/incident CASE-CASE/'
mv "$ROOT/state.moved" "$ROOT/state"
say "garbage on standard input"
echo "this is not an update" | hook
printf '' | hook
printf '%s' "$(cat "$ROOT/updates")" | hook
head -c 3000 /dev/zero | hook
say "ids of SHA-1 and SHA-256 in one line, and in two"
# other ID: as long as ids of the other format are.
other() {
    [ "$SIGNED" = gpgsig ] && printf '%s%024d' "$1" 0 || printf '%.40s' "$1"
}
read -r old new ref <"$ROOT/updates"
mixed() { echo "$old $(other "$new") $ref"; }
longer() { echo "$(other "$old") $(other "$new") $ref"; }
mixed | hook
{ cat "$ROOT/updates"; longer | sed 's/main$/other/'; } | hook
longer | hook
say "all is well again"
push origin main

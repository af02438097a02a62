# Only JGit makes such repositories here, and this git cannot push into one: so the objects are pushed while refs are
# still files, and the hook is run by hand, with what git receive-pack would say.
reftable() {
    "$ROOT/program" reftable "$@" 2>/dev/null
}
signed "First"
signed "Second"
git branch second
signed "Third"
commit "Not signed"
mv "$ROOT/server.git/hooks/pre-receive" "$ROOT/hook"
git push -q origin main:objects
mv "$ROOT/hook" "$ROOT/server.git/hooks/pre-receive"
first=$(git rev-parse main~3) second=$(git rev-parse main~2) third=$(git rev-parse main~1) bad=$(git rev-parse main)
reftable convert "$ROOT/server.git"
git config --file "$ROOT/server.git/config" extensions.refStorage
say "created; the server then moves the ref as the hook allowed"
echo "$ZERO $first refs/heads/main" | hook
reftable update "$ROOT/server.git" refs/heads/main "$first"
say "updated, good and bad; rolled back; with an old id that is not the ref's"
echo "$first $second refs/heads/main" | hook
reftable update "$ROOT/server.git" refs/heads/main "$second"
echo "$second $bad refs/heads/main" | hook
echo "$second $first refs/heads/main" | hook
echo "$first $third refs/heads/main" | hook
say "behind so many refs that a table has an index"
reftable update "$ROOT/server.git" refs/heads/other/ "$first" 3000
echo "$second $third refs/heads/main" | hook
echo "$first $bad refs/heads/other/2500" | hook
echo "$ZERO $bad refs/heads/other/2500" | hook
"$ROOT/refwarden" baseline "$ROOT/server.git" --ref refs/heads/objects --for-all --reason "looked at" | tail -1
echo "$second $bad refs/heads/main" | hook

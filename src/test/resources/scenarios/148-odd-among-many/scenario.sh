# One odd repository among many keeps no other from being guarded.
srv=$ROOT/srv
places="--prefix $ROOT/i/p --config $ROOT/config --state $ROOT/i/s --units $ROOT/units --all-repos $srv"
rm "$ROOT/config/server.yaml"
for name in one two three; do
    git init -q --bare -b main "$srv/$name.git"
done
git init -q --bare -b main "$srv/a/config.git" && echo "[core" >>"$srv/a/config.git/config"
mkdir -p "$srv/a/empty.git/objects" "$srv/a/empty.git/refs" && : >"$srv/a/empty.git/HEAD"
git init -q --bare "$srv/a/hooks.git" && rm -r "$srv/a/hooks.git/hooks" && echo x >"$srv/a/hooks.git/hooks"
git init -q --bare "$srv/a/lock.git" && : >"$srv/a/lock.git/config.lock"
git init -q --bare "$srv/a/packed.git" && printf 'zzzz refs/heads/main\n' >"$srv/a/packed.git/packed-refs"
git init -q --bare --object-format=sha256 "$srv/a/sha256.git"
git init -q --bare "$srv/a/future.git" && git config --file "$srv/a/future.git/config" core.repositoryformatversion 1 &&
    git config --file "$srv/a/future.git/config" extensions.fromTheFuture true
# shellcheck disable=SC2086
install $places
ls "$srv"/*/hooks/pre-receive "$srv"/a/*/hooks/pre-receive 2>/dev/null | sed "s|$srv/||"
commit "Not signed"
push "$srv/one.git" main
install $places --check | grep -v ^ok
say "a folder with no repository in it"
mkdir "$ROOT/nothing"
install --prefix "$ROOT/i/p2" --config "$ROOT/i/c2" --state "$ROOT/i/s2" --units "$ROOT/units2" --all-repos "$ROOT/nothing" | tail -4
install --prefix "$ROOT/i/p2" --config "$ROOT/i/c2" --state "$ROOT/i/s2" --units "$ROOT/units2" --all-repos "$ROOT/nothing" --check | grep -v ^ok
install --prefix "$ROOT/i/p3" --config "$ROOT/i/c3" --state "$ROOT/i/s3" --repo "$ROOT/nothing"
install --prefix "$ROOT/i/p3" --config "$ROOT/i/c3" --state "$ROOT/i/s3" --repo "$srv"

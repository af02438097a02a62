# An installation that is copied to other places knows its repositories, and declares nothing good that was written around the hook.
mkdir -p "$ROOT/old/srv"
cp -r "$ROOT/config" "$ROOT/old/config"
sed "s|^root: .*|root: $ROOT/old/srv|" "$ROOT/config/server.yaml" >"$ROOT/old/config/server.yaml"
git init -q --bare -b main "$ROOT/old/srv/api.git"
install --prefix "$ROOT/old/prefix" --config "$ROOT/old/config" --state "$ROOT/old/state" --repo "$ROOT/old/srv/api.git"
git remote set-url origin "$ROOT/old/srv/api.git"
signed "First"
push origin main
say "someone writes around the hook, and all of it moves"
api() {
    git -C "$ROOT/old/srv/api.git" "$@"
}
api update-ref refs/heads/main "$(api commit-tree -p main -m "Around" 'main^{tree}')"
mkdir "$ROOT/new"
cp -a "$ROOT/old/srv" "$ROOT/old/config" "$ROOT/old/state" "$ROOT/new"
sed "s|^root: .*|root: $ROOT/new/srv|" "$ROOT/config/server.yaml" >"$ROOT/new/config/server.yaml"
git init -q --bare -b main "$ROOT/new/srv/another.git"
install --prefix "$ROOT/new/prefix" --config "$ROOT/new/config" --state "$ROOT/new/state" --repo "$ROOT/new/srv/api.git" \
    --repo "$ROOT/new/srv/another.git" --settle 'refs/heads/**'
"$ROOT/new/prefix/bin/refwarden" verify "$ROOT/new/srv/api.git" || echo "exit status $?"
git remote set-url origin "$ROOT/new/srv/api.git"
git pull -q --ff-only origin main
signed "On top of it"
push origin main
say "an administrator looked at it"
"$ROOT/new/prefix/bin/refwarden" baseline "$ROOT/new/srv/api.git" --reason "looked at"
push origin main

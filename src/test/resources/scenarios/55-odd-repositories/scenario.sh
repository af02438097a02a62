say "objects borrowed from a repository whose path holds a colon and a quote"
mkdir "$ROOT/o:d\"d"
git init -q --bare "$ROOT/o:d\"d/base.git"
signed "First"
git push -q "$ROOT/o:d\"d/base.git" main
echo "$ROOT/o:d\"d/base.git/objects" >"$ROOT/server.git/objects/info/alternates"
push origin main
signed "Second"
push origin main
say "a SHA-256 repository"
git init -q --bare --object-format=sha256 "$ROOT/sha256.git"
mkdir -p "$ROOT/sha256.git/hooks"
cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/sha256.git/hooks/"
git init -q --object-format=sha256 "$ROOT/work256"
(cd "$ROOT/work256" && git commit -q --allow-empty -m "First" && push "$ROOT/sha256.git" HEAD:refs/heads/main)
say "a push from a shallow clone, complete and cut off"
server config receive.shallowUpdate true
git clone -q --depth 1 "file://$ROOT/server.git" "$ROOT/shallow"
(cd "$ROOT/shallow" && git config gpg.format ssh && git config user.signingKey "$ROOT/keys/alice.pub" && tick &&
    git commit -q -S --allow-empty -m "From a shallow clone" && push origin main)
git init -q --bare "$ROOT/empty.git"
cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/empty.git/hooks/"
git -C "$ROOT/empty.git" config receive.shallowUpdate true
(cd "$ROOT/shallow" && push "$ROOT/empty.git" main)

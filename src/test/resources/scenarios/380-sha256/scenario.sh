git init -q --bare --object-format=sha256 -b main "$ROOT/sha256.git"
cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/sha256.git/hooks/"
git init -q --object-format=sha256 -b main "$ROOT/work256"
cd "$ROOT/work256"
git remote add origin "$ROOT/sha256.git"
git config gpg.format ssh
git config gpg.ssh.program "$ROOT/sign"
# What lies in that file, pushed as a commit.
bad() {
    git update-ref refs/heads/bad "$(raw "$ROOT/bad")"
    push origin bad:main
}
as alice
say "signed, and not"
signed "First"
push origin main
commit "Second"
push origin main
git reset -q --hard origin/main
say "changed after signing"
signed "Third"
git cat-file commit HEAD >"$ROOT/good"
sed 's/^Third$/Other/' "$ROOT/good" >"$ROOT/bad"
bad
say "only the header that SHA-1 repositories have"
sed 's/^gpgsig-sha256 /gpgsig /' "$ROOT/good" >"$ROOT/bad"
bad
say "both headers"
sed '/^ -----END SSH/a gpgsig evil' "$ROOT/good" >"$ROOT/bad"
bad
say "the header twice"
{ sed '/^ -----END SSH/q' "$ROOT/good"; sed -n '/^gpgsig-sha256/,$p' "$ROOT/good"; } >"$ROOT/bad"
bad
say "a parent of forty digits"
sed 's/^\(parent .\{40\}\).*/\1/' "$ROOT/good" >"$ROOT/bad"
id=$(git -C "$ROOT/sha256.git" hash-object -w --literally -t commit "$ROOT/bad")
(cd "$ROOT/sha256.git" && echo "$(git rev-parse main) $id refs/heads/main" | GIT_DIR=. hooks/pre-receive || echo "exit status $?")
push origin main
say "tags"
git tag -s -m "v1" v1
push origin v1
git tag -a -m "v2" v2
push origin v2
say "a hook that is told of objects of the other format"
(cd "$ROOT/sha256.git" && echo "$(printf '%040d' 0) $(printf '%040d' 1) refs/heads/main" | GIT_DIR=. hooks/pre-receive || echo "exit status $?")
say "a configuration that says one hash, and objects of the other"
cp -r "$ROOT/server.git" "$ROOT/odd.git"
git -C "$ROOT/odd.git" hash-object -w --stdin </dev/null >/dev/null
git config --file "$ROOT/odd.git/config" core.repositoryFormatVersion 1
git config --file "$ROOT/odd.git/config" extensions.objectFormat sha256
(cd "$ROOT/odd.git" && echo "$(printf '%064d' 0) e69de29bb2d1d6434b8b29ae775ad8c2e48c5391$(printf '%024d' 0) refs/heads/main" | GIT_DIR=. hooks/pre-receive || echo "exit status $?")
say "objects with two names each"
cp -r "$ROOT/sha256.git" "$ROOT/both.git"
git config --file "$ROOT/both.git/config" extensions.compatObjectFormat sha1
(cd "$ROOT/both.git" && echo "$(printf '%064d' 0) $(git -C "$ROOT/work256" rev-parse main) refs/heads/main" | GIT_DIR=. hooks/pre-receive || echo "exit status $?")

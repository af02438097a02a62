# Whatever can be wrong with a ref, and what is told about it, done as it is told in a fresh clone.
server_tells
newcomer
# story WORDS: a fresh clone that signs.
story() {
    fresh "$1"
    git config gpg.format ssh
    git config user.signingKey "$HOME/.ssh/id_ed25519.pub"
}
by_alice() {
    tick
    git commit -q -S --allow-empty -m "$1"
}
story "the first of all"
git checkout -q -B main
by_alice "First"
push origin main

story "a signed tag under another name, one that leads to no commit, and one that stays where it is"
git tag -s -m "Version 1" v1
git tag -s -m "Version 1" v1-files 'HEAD^{tree}'
push origin v1:refs/tags/v1.0
git tag v1.0 v1
as_told
told origin v1.0
push origin v1-files
git tag -s -f -m "Version 1" v1-files >/dev/null
told origin v1-files
by_alice "Second"
git push -q origin main
git tag -s -f -m "Version 1 again" v1.0 >/dev/null
push -f origin v1.0
git tag -s -m "Version 1.0.1" v1.0.1
told origin v1.0.1
push origin :v1.0

story "a tag before its branch"
by_alice "Third"
git tag -s -m "Version 2" v2
fixed origin v2

story "someone was faster, and every commit is signed"
git clone -q "$ROOT/server.git" "$ROOT/faster"
(cd "$ROOT/faster" && git config gpg.format ssh && git config user.signingKey "$ROOT/keys/alice.pub" && tick &&
    git commit -q -S --allow-empty -m "Faster" && git push -q origin main)
by_alice "Slower"
fixed -f origin main
story "a branch is thrown away, and one is set back: neither goes"
git push -q origin main:topic/1
push origin :topic/1
push -f origin "$(git rev-parse main~1):main"
git revert --no-edit -S HEAD >/dev/null 2>&1 || tick
by_alice "Undoes it"
told origin main

story "git was told of another tip than there is now: someone pushed in that moment, or nobody can say why"
before=$(server rev-parse main)
by_alice "Mine"
git push -q origin HEAD:topic/mine
(cd "$ROOT/faster" && git pull -q && tick && git commit -q -S --allow-empty -m "In that moment" && git push -q origin main)
echo "$before $(git rev-parse HEAD) refs/heads/main" | hook >"$ROOT/push.out" 2>&1
cat "$ROOT/push.out"
as_told
told origin main
story "the same, and the commits must be signed as well"
before=$(server rev-parse main)
tick
git commit -q --allow-empty -m "Not signed"
server fetch -q "$ROOT/fresh" main
(cd "$ROOT/faster" && git pull -q && tick && git commit -q -S --allow-empty -m "Once more" && git push -q origin main)
echo "$before $(git rev-parse HEAD) refs/heads/main" | hook >"$ROOT/push.out" 2>&1
cat "$ROOT/push.out"
as_told
told origin main
story "an old tip that never was"
by_alice "Mine again"
server fetch -q "$ROOT/fresh" main
echo "$(git rev-parse HEAD) $(git rev-parse HEAD~1) refs/heads/main" | hook >"$ROOT/push.out" 2>&1
cat "$ROOT/push.out"
as_told
told origin main

story "a ref that no rule names"
push origin main:refs/heads/elsewhere
told origin main:refs/heads/topic/elsewhere
story "names that cannot stand"
push origin main:refs/heads/topic/1/below
told origin main:refs/heads/topic/2
push origin "main:refs/heads/$(git rev-parse HEAD)"
told origin main:refs/heads/topic/3
push origin main "main:refs/replace/$(git rev-parse HEAD)"
told origin main
by_alice "Proposed"
push origin "HEAD:refs/refwarden/proposals/$(git rev-parse HEAD~1)"
as_told
told origin "HEAD:refs/refwarden/proposals/$(git rev-parse HEAD)"
server config receive.denyDeletes true
push origin :topic/3
server config --unset receive.denyDeletes

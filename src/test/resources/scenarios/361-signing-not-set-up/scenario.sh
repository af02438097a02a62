# Each hint as it is printed, by someone who has a key in ~/.ssh and a git that knows nothing of it.
server_tells
newcomer
unsigned() {
    tick
    git commit -q --allow-empty -m "$1"
}
fresh "the first commit of all"
unsigned "First"
fixed origin HEAD:main
fresh "several, the middle one without changes"
unsigned "Second"
unsigned "Third"
fixed origin main
fresh "a branch that is not checked out"
git branch -q topic
unsigned "On main, and no concern of the push"
git checkout -q topic
unsigned "On topic"
git checkout -q main
fixed origin topic
fresh "nothing is checked out"
git checkout -q --detach
unsigned "Detached"
fixed origin HEAD:refs/heads/detached
fresh "a merge"
git checkout -q -b side
unsigned "Aside"
git checkout -q main
unsigned "Ahead"
tick
git merge -q --no-ff -m "Both" side
fixed origin main
fresh "a key of mallory's is set up"
git config gpg.format ssh
git config user.signingKey "$ROOT/keys/mallory.pub"
tick
git commit -q -S --allow-empty -m "By another key"
fixed origin main
fresh "a tag that is none, and one that nobody signed"
git tag light
fixed origin light
git tag -a -m "Not signed" heavy
fixed origin heavy
fresh "someone was faster"
git clone -q "$ROOT/server.git" "$ROOT/faster"
(cd "$ROOT/faster" && git config gpg.format ssh && git config user.signingKey "$ROOT/keys/alice.pub" &&
    git commit -q -S --allow-empty -m "Faster" && git push -q origin main)
unsigned "Slower"
fixed -f origin main
fresh "a clone whose history is cut off, to a server that has none of it"
git init -q --bare -b main "$ROOT/empty.git"
cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/empty.git/hooks/"
git -C "$ROOT/empty.git" config receive.shallowUpdate true
git clone -q --depth 1 "file://$ROOT/server.git" "$ROOT/cut"
cd "$ROOT/cut"
fixed "$ROOT/empty.git" main
fresh "a hundred and fifty commits from elsewhere: only a security owner can help"
git checkout -q --orphan elsewhere
for number in $(seq 150); do
    echo "commit refs/heads/elsewhere
committer Someone <someone@elsewhere.example> $((1600000000 + number)) +0000
data 3
old
"
done | git fast-import --quiet --force
push origin elsewhere | grep -v '"old"'

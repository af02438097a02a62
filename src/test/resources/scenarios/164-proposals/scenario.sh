server_tells
account alice
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
P=refs/refwarden/proposals
# As someone else, in a fresh clone, the line of the hint as it was printed.
approves() {
    account "$1"
    options=${2:-}
    rm -rf "$ROOT/$1"
    git clone -q "$ROOT/server.git" "$ROOT/$1" 2>/dev/null
    git -C "$ROOT/$1" config gpg.format ssh
    git -C "$ROOT/$1" config gpg.ssh.program "$ROOT/sign"
    line=$(sed -n 's/^remote: refwarden: hint: *git refwarden-approve //p' "$ROOT/hint")
    (cd "$ROOT/$1" && eval "'$client/git-refwarden-approve' -y -k '$ROOT/keys/$1.pub' $options $line" 2>&1 |
        sed -e 's/until .*Z;/until …;/; s/approval=.*/approval=…/; /BEGIN SSH/,/END SSH/d') || true
    account alice
    echo
}
# The push that the hint prints.
as_printed() {
    cp "$ROOT/push.out" "$ROOT/hint"
    eval "push $(sed -n 's/^remote: refwarden: hint: *git push //p' "$ROOT/push.out")"
}
waiting() {
    "$ROOT/refwarden" approvals "$ROOT/server.git" "$@" | sed 's/until .*/until …/'
    echo
}
say "a proposal of eight days ago"
commit "Long forgotten"
now "$(date -u -d '8 days ago' +%Y-%m-%dT%H:%M:%SZ)"
push origin "HEAD:$P/$(git rev-parse HEAD)"
unset REFWARDEN_TEST_NOW
waiting
waiting --prune
git checkout -q --orphan fresh
say "a commit that is nowhere on the server"
signed "First"
push origin HEAD:main
as_printed
waiting
say "the hint has nothing to bring any more"
push origin HEAD:main
approves bob
waiting
push origin HEAD:main
waiting
waiting --prune
say "a release tag"
git tag -s -m "Version 1" v1
push origin v1
as_printed
say "she who made it is told that she cannot be the one to approve it"
approves alice -p
approves bob
waiting
push origin v1
waiting --prune
waiting
say "not by a robot, nor by someone unknown, nor by nobody"
commit "Unsigned, which is for whoever looks at it to say"
id=$(git rev-parse HEAD)
account gitea
push origin "$id:$P/$id"
account mallory
push origin "$id:$P/$id"
unset TEST_ACCOUNT
push origin "$id:$P/$id"
account alice
say "only under its own id, whole and in full, and nothing but commits and tags of them"
push origin "$id:$P/$(git rev-parse HEAD~1)"
push origin "$id:$P/x"
tree=$(git rev-parse "HEAD^{tree}")
push origin "$tree:$P/$tree"
blob=$(git rev-parse HEAD:file)
push origin "$blob:$P/$blob"
git tag -m "Of a blob" odd "$blob"
push origin "odd:$P/$(git rev-parse odd)"
push origin "$id:refs/refwarden/proposals"
push origin "$id:refs/refwarden/Proposals/$id"
say "what is malformed, is not taken, be it the tip or beneath it"
git cat-file commit HEAD | sed 's/^committer .*/committer nobody/' >"$ROOT/bad"
bad=$(raw "$ROOT/bad")
above=$(git commit-tree -p "$bad" -m "On top of it" "$tree")
push origin "$bad:$P/$bad"
push origin "$above:$P/$above"
say "nothing is settled by a proposal, and it is never moved"
push origin "$id:$P/$id"
push origin "$id:refs/heads/main"
commit "Another"
push origin "+HEAD:$P/$id"
say "eight of one person"
for n in 1 2 3 4 5 6 7; do
    commit "Number $n"
    push origin "HEAD:$P/$(git rev-parse HEAD)"
done
commit "One too many"
push origin "HEAD:$P/$(git rev-parse HEAD)"
say "where no post-receive has made that room, the next is too many; with the oldest deleted, as printed"
commit "Two too many"
push origin "HEAD:$P/$(git rev-parse HEAD)"
as_printed
say "what is one too many goes"
"$ROOT/refwarden" approvals "$ROOT/server.git" --prune
say "nine at once"
for n in 1 2 3 4 5 6 7 8 9; do
    commit "Again $n"
    echo "$(git rev-parse HEAD):$P/$(git rev-parse HEAD)"
done >"$ROOT/nine"
account bob
# shellcheck disable=SC2046 # nine words
push origin $(cat "$ROOT/nine")
say "someone else has room of their own, and may delete"
push origin "$(head -n 1 "$ROOT/nine")"
push origin ":$P/$(git rev-parse HEAD~10)"
waiting

server_tells
account alice
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
signed "First" file
push origin HEAD:topic
# As bob, in a clone of his.
bob() {
    (cd "$ROOT/bob" && account bob && as bob && "$client/git-refwarden-approve" "$@" 2>&1 |
        sed -e 's/until .*Z;/until …;/' -e 's/approval=.*/approval=…/') || true
    echo
}
git clone -q "$ROOT/server.git" "$ROOT/bob"
git -C "$ROOT/bob" config gpg.format ssh
git -C "$ROOT/bob" config gpg.ssh.program "$ROOT/sign"
git -C "$ROOT/bob" config user.signingKey "$ROOT/keys/bob"
say "how the server calls the repository must be said once"
bob main origin/topic
git -C "$ROOT/bob" config refwarden.repository git.example.org/server
say "asked, and not approved"
echo n | bob main origin/topic
say "approved, and sent"
echo y | bob origin refs/heads/main origin/topic
"$ROOT/refwarden" approvals "$ROOT/server.git" | sed 's/until .*/until …/'
push origin main
say "a change that wants a second look, by a name that hides something"
mkdir -p .github/workflows
tick
printf 'x' >.github/workflows/ci.yml
printf 'x' >"$(printf 'evil\342\200\256txt.sh')"
git add -A
git commit -q -S -m "$(printf 'Tidy \033[2K\342\200\256up')"
push origin HEAD:topic
bob -y -p main origin/topic
bob -y -e 200 main origin/topic
bob -y main $ONES
bob -y -k "$ROOT/keys/mallory" main origin/topic
bob -y main origin/topic
push origin main

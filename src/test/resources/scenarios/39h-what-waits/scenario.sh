server_tells
account alice
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
P=refs/refwarden/proposals
# All of busybox, and of the rest git and ssh-keygen alone.
mkdir "$ROOT/tools"
busybox --install -s "$ROOT/tools"
for tool in busybox git ssh-keygen; do
    ln -sf "$(command -v $tool)" "$ROOT/tools/$tool"
done
git clone -q "$ROOT/server.git" "$ROOT/bob" 2>/dev/null
git -C "$ROOT/bob" config gpg.ssh.program "$ROOT/sign"
git -C "$ROOT/bob" config user.signingKey "$ROOT/keys/bob.pub"
git -C "$ROOT/bob" config refwarden.repository git.example.org/server
# As bob, by each shell; what it says is shown once, and how the others differ from that.
bob() {
    echo "\$ git refwarden-approve $*"
    by dash "$@" >"$ROOT/dash.out"
    cat "$ROOT/dash.out"
    by "bash --posix" "$@" | diff "$ROOT/dash.out" - || true
    (PATH=$ROOT/tools && by "busybox sh" "$@") | diff "$ROOT/dash.out" - || true
    echo
}
by() {
    shell=$1
    shift
    status=0
    (cd "$ROOT/bob" && account bob && $shell "$client/git-refwarden-approve" "$@") >"$ROOT/by.out" 2>&1 || status=$?
    sed -e 's/until 2.*Z/until …/; s/approval=.*/approval=…/; /BEGIN SSH/,/END SSH/d' "$ROOT/by.out"
    echo "exit status $status"
}
say "nothing yet"
bob
bob -l origin
say "a commit"
signed "First"
push origin "HEAD:$P/$(git rev-parse HEAD)"
bob
push origin ":$P/$(git rev-parse HEAD)"
say "a tag, with a subject that hides something"
git tag -s -m "$(printf 'Version \033[2K\342\200\2561')" v1
push origin "$(git rev-parse v1):$P/$(git rev-parse v1)"
tick
git commit -q -S --allow-empty -m "Held by a branch"
push origin HEAD:topic
say "an approval of another change"
(cd "$ROOT/bob" && account bob && git fetch -q origin && "$client/git-refwarden-approve" -y main origin/topic) | tail -n 1 |
    sed 's/until .*Z/until …/'
bob --list
say "what is approved is shown by every shell"
bob -y -p main "$(git rev-parse HEAD)"
bob -y -p main "$(git rev-parse HEAD~1)"
bob -y -p refs/tags/v1 "$(git rev-parse v1)"
say "an approval of what has landed waits no more"
push origin HEAD:main
bob -l
say "a waiver, signed by every shell"
commit "Not signed"
push origin HEAD:main
case=$(sed -n 's/.*case \([0-9A-Z-]*\), quote.*/\1/p' "$ROOT/push.out")
# waived PATH SHELL: what is signed, and what is printed for the pusher.
waived() {
    (cd "$ROOT/bob" && PATH=$1 && $2 "$client/git-refwarden-waive" -y "$case") >"$ROOT/by.out" 2>&1 || true
    sed -n '/^The waiver/,$p' "$ROOT/by.out" | sed 's/expires .*/expires …/; s/waiver=.*/waiver=…/; s/signed by bob.*/signed/'
}
mkdir "$ROOT/bin"
for folder in bin tools; do
    ln -s "$ROOT/refwarden" "$ROOT/$folder/refwarden"
done
waived "$ROOT/bin:$PATH" dash | tee "$ROOT/dash.out"
waived "$ROOT/bin:$PATH" "bash --posix" | diff "$ROOT/dash.out" - || true
waived "$ROOT/tools" "busybox sh" | diff "$ROOT/dash.out" - || true
say "too many words"
by dash -l origin main | tail -n 1
by dash -l nowhere | tail -n 1
say "outside of a clone"
(cd "$ROOT" && "$client/git-refwarden-approve") 2>&1 || true

server_tells
account alice
P=refs/refwarden/proposals
signed "First"
push origin main
base=$(git rev-parse HEAD)
tree=$(git rev-parse 'HEAD^{tree}')
who='alice <alice@example.org> 1795420860 +0000'
# odd HEADERS: an unsigned commit with these lines where its author stands.
odd() {
    printf 'tree %s\n%b\n\nOdd\n' "$tree" "$1" >"$ROOT/odd"
    raw "$ROOT/odd"
}
say "commits that git takes and other readers fail on, pushed to a branch that no rule judges"
for headers in "prefer $base\nauthor $who\ncommitter $who" pppp "parent $base" "author x\ncommitter y"; do
    number=$((${number:-0} + 1))
    push origin "$(odd "$headers"):refs/heads/odd/$number"
done
say "what is proposed goes all the same once it has landed"
signed "Second"
push origin "HEAD:$P/$(git rev-parse HEAD)"
push origin main
"$ROOT/refwarden" approvals "$ROOT/server.git" --prune
server for-each-ref "$P"
say "and an incident can be looked into"
"$ROOT/refwarden" key trace alice-key | grep -c 'refs/heads/main' || true
"$ROOT/refwarden" verify "$ROOT/server.git" --ref refs/heads/main | sed 's/, [0-9.]* s$//'
say "the same pushed to main, and each case looked at"
for number in 1 2 3 4; do
    push -f origin "$(git ls-remote origin "refs/heads/odd/$number" | cut -f1):refs/heads/main" | tail -2
done
new=$(odd "prefer $base\nauthor $who\ncommitter $who\nencoding NONE")
push -f origin "$new:refs/heads/main"
"$ROOT/refwarden" review list | grep -c main
case=$(latest_case)
"$ROOT/refwarden" review diff "$case"
"$ROOT/refwarden" review export "$case" --output "$ROOT/case.zip" | sed "s|$ROOT|ROOT|; s/[0-9]* bytes/N bytes/"

guard() {
    git init -q --bare -b main "$ROOT/$1.git"
    cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/$1.git/hooks/"
}
kept() {
    echo "  $(find "$ROOT/server.git/objects" -name '*.pack' | wc -l) packs"
    echo
}
say "an empty pack: everything is there already, and is still judged"
signed "First"
push origin main
push origin main:release/1
commit "Not signed"
push origin main:sandbox
push origin main:release/2
push origin main
git reset -q --hard HEAD~1
say "kept as a pack, as large pushes are"
server config receive.unpackLimit 1
signed "Second"
push origin main
kept
say "a thin pack: deltas against what only the server has to look up"
seq 20000 >large
signed "Large"
push origin main
sed -i 's/^10000$/changed/' large
signed "Large, changed"
push --thin origin main
sed -i 's/^15000$/changed/' large
commit "Large, changed, not signed"
push --thin origin main
git reset -q --hard HEAD~1
kept
say "the same without deltas, and with the server checking objects itself"
server config receive.fsckObjects true
sed -i 's/^16000$/changed/' large
signed "Large, changed again"
push --no-thin origin main
say "a pack that the server cannot make whole"
{
    old=$(git rev-parse main)
    sed -i 's/^17000$/changed/' large
    signed "Large, changed once more"
    printf '%s %s refs/heads/main\0%s\n' "$old" "$(git rev-parse main)" "$ASKED" >"$ROOT/line"
    printf '%04x' $(($(wc -c <"$ROOT/line") + 4))
    cat "$ROOT/line"
    printf 0000
    git rev-parse main | git pack-objects -q --stdout
} >"$ROOT/request"
git receive-pack "$ROOT/server.git" <"$ROOT/request" 2>&1 | tr -d '\0' | grep -a -o -E '(ng|ok) refs.*'
echo
push origin main

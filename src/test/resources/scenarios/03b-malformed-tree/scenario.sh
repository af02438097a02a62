signed "First"
push origin main
say "a tree that holds a name twice, in a signed commit"
blob=$(git rev-parse HEAD:file)
# shellcheck disable=SC2046
raw_id=$(printf '\\%03o' $(echo "$blob" | sed 's/../0x& /g'))
{ printf "100644 file\\000"; printf "$raw_id"; printf "100644 file\\000"; printf "$raw_id"; } >"$ROOT/tree"
tree=$(git hash-object -w --literally -t tree "$ROOT/tree")
server hash-object -w --literally -t tree "$ROOT/tree" >/dev/null
tick
commit=$(git commit-tree -S -p HEAD -m "Second" "$tree")
git cat-file commit "$commit" >"$ROOT/bad"
judged "$ROOT/bad"

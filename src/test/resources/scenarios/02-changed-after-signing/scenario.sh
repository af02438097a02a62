signed "First"
push origin main
signed "Second"
git cat-file commit HEAD >"$ROOT/good"
tree=$(git rev-parse HEAD^{tree})
other=$(git rev-parse HEAD~1^{tree})

say "another message"
sed 's/^Second$/Sec0nd/' "$ROOT/good" >"$ROOT/bad"
push origin "$(raw "$ROOT/bad"):refs/heads/main"

say "another tree"
sed "s/^tree $tree/tree $other/" "$ROOT/good" >"$ROOT/bad"
push origin "$(raw "$ROOT/bad"):refs/heads/main"

say "another parent"
signed "Third"
git cat-file commit HEAD >"$ROOT/third"
sed "s/^parent .*/parent $(git rev-parse HEAD~2)/" "$ROOT/third" >"$ROOT/bad"
push origin "$(raw "$ROOT/bad"):refs/heads/main"

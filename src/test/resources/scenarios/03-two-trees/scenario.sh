signed "First"
push origin main
signed "Second"
git cat-file commit HEAD >"$ROOT/good"
git push -q origin main:refs/heads/elsewhere
say "a second tree header behind the signed one, and before it"
{ head -1 "$ROOT/good"; cat "$ROOT/good"; } >"$ROOT/bad"
judged "$ROOT/bad"
{ echo "tree $(git rev-parse HEAD~1^{tree})"; cat "$ROOT/good"; } >"$ROOT/bad"
judged "$ROOT/bad"
say "a parent behind the author, a NUL in the message, a broken committer"
sed "/^author /a parent $(git rev-parse HEAD~1)" "$ROOT/good" >"$ROOT/bad"
judged "$ROOT/bad"
{ cat "$ROOT/good"; printf 'x\000hidden\n'; } >"$ROOT/bad"
judged "$ROOT/bad"
sed 's/^committer .*/committer alice alice@example.org 1 +0000/' "$ROOT/good" >"$ROOT/bad"
judged "$ROOT/bad"
say "the good one, for comparison"
push origin main

signed "First"
push origin main
signed "Second"
git push -q origin main:refs/heads/objects
old=$(git rev-parse HEAD~1) new=$(git rev-parse HEAD)
say "a ref named twice"
printf '%s\n%s\n' "$old $new refs/heads/main" "$old $new refs/heads/main" | hook
say "an invented old id, and one for a ref that is not there"
echo "$new $new refs/heads/main" | hook
echo "$ONES $new refs/heads/main" | hook
echo "$old $new refs/heads/nowhere" | hook
say "neither created nor deleted, an object that is not there, no full ref name"
echo "$ZERO $ZERO refs/heads/x" | hook
echo "$old $TWOS refs/heads/main" | hook
echo "$ZERO $new main" | hook

signed "First"
push origin main
signed "Second"
git push -q origin main:refs/heads/objects
old=$(git rev-parse HEAD~1) new=$(git rev-parse HEAD)
say "a ref named twice"
printf '%s\n%s\n' "$old $new refs/heads/main" "$old $new refs/heads/main" | hook
say "an invented old id, and one for a ref that is not there"
echo "$new $new refs/heads/main" | hook
echo "1111111111111111111111111111111111111111 $new refs/heads/main" | hook
echo "$old $new refs/heads/nowhere" | hook
say "neither created nor deleted, an object that is not there, no full ref name"
echo "0000000000000000000000000000000000000000 0000000000000000000000000000000000000000 refs/heads/x" | hook
echo "$old 2222222222222222222222222222222222222222 refs/heads/main" | hook
echo "0000000000000000000000000000000000000000 $new main" | hook

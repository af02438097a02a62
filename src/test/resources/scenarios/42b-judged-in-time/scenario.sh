signed "First"
push origin main
say "a push that is not judged in time"
echo 'deadline: 60s' >>"$ROOT/config/server.yaml"
signed "Second"
export REFWARDEN_TEST_RUNNING=61
push origin main
unset REFWARDEN_TEST_RUNNING
say "too many commits, and one that is too large"
sed 's/^deadline.*/limits: {commits: 2, object-size: 64KiB}/' "$ROOT/config/server.yaml" >"$ROOT/server.yaml" && cp "$ROOT/server.yaml" "$ROOT/config/server.yaml"
signed "Third"
signed "Fourth"
push origin main
push origin HEAD~1:main
{ echo "Large"; echo; head -c 100000 /dev/zero | tr '\0' 'x'; } >"$ROOT/message"
tick
git commit -q -S --allow-empty -F "$ROOT/message"
push origin main
say "too many refs, before anything of them is looked at"
sed 's/^limits.*/limits: {updates: 2}/' "$ROOT/config/server.yaml" >"$ROOT/server.yaml" && cp "$ROOT/server.yaml" "$ROOT/config/server.yaml"
push origin HEAD~1:refs/heads/release/1 HEAD~1:refs/heads/release/2 HEAD~1:refs/heads/release/3
push origin HEAD~1:refs/heads/release/1 HEAD~1:refs/heads/release/2

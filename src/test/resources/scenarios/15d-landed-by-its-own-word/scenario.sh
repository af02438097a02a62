as alice
now 2026-01-10T00:00:00Z
signed "Landed"
push origin HEAD:main
signed "Accepted, but git fails"
touch "$ROOT/server.git/refs/heads/main.lock"
push origin HEAD:main
rm "$ROOT/server.git/refs/heads/main.lock"
as bob
git reset -q --hard HEAD~1
signed "Something else lands"
git push -q origin HEAD:main
bob=$(git rev-parse HEAD)
failed=$(git rev-parse HEAD@{2})
git reset -q --hard "$failed"
git log -1 --format=%s
say "an update claims that the ref was there all the same"
git -C "$ROOT/server.git" fetch -q "$ROOT/work" "$failed"
echo "$failed $bob refs/heads/main" | hook
say "the key is retired since: nothing by it landed"
sed -i 's/enrolled: 2025-01-01/&\n    retired: 2026-02-01/' "$ROOT/config/people/alice.yaml"
now 2026-03-01T00:00:00Z
push origin "$failed:refs/heads/two"

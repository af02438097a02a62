signed "By alice"
push origin HEAD:release/1
as bob
signed "By bob"
push origin HEAD:release/1
as alice
signed "By alice again"
git tag -s -m "One" v1
push origin HEAD:release/1
say "an administrator takes the second branch away around the hook"
signed "By alice, elsewhere"
push origin HEAD:release/9
server update-ref -d refs/heads/release/9
say "the laptop is found compromised"
"$ROOT/refwarden" key compromised alice-key --since 2026-01-01
say "what did its key ever touch?"
"$ROOT/refwarden" key trace alice-key
"$ROOT/refwarden" key trace alice-key --limit 1
"$ROOT/refwarden" key trace --person bob
"$ROOT/refwarden" key trace alice-key --since 2099-01-01
"$ROOT/refwarden" key trace alice-key --json | grep -o '"heldBy":.*'
say "the repository is gone from where it was"
mv "$ROOT/server.git" "$ROOT/moved.git"
"$ROOT/refwarden" key trace --person bob
mv "$ROOT/moved.git" "$ROOT/server.git"
git reset -q --hard HEAD~1
say "and the next push"
push origin HEAD:release/2

signed "By alice"
push origin HEAD:release/1
as bob
signed "By bob"
push origin HEAD:release/1
as alice
signed "By alice again"
git tag -s -m "One" v1
push origin HEAD:release/1
say "the laptop is found compromised"
"$ROOT/refwarden" key compromised alice-key --since 2026-01-01
say "what did its key ever touch?"
"$ROOT/refwarden" key trace alice-key
"$ROOT/refwarden" key trace --person bob
"$ROOT/refwarden" key trace alice-key --since 2099-01-01
"$ROOT/refwarden" key trace alice-key --json | wc -l
say "and the next push"
push origin HEAD:release/2

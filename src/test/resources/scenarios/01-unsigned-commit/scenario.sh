say "a signed commit, then two that are not"
signed "First"
push origin main
commit "Fix overflow"
commit "Bump parser"
push origin main

say "the command that the hint names fixes it"
eval "$(sed -n 's/.*hint:   \(git .*[^ ]\) *$/\1/p' "$ROOT/push.out")" >"$ROOT/rebase.out" 2>&1
push origin main

say "one commit alone is amended"
commit "Third"
push origin main
eval "$(sed -n 's/.*hint:   \(git .*[^ ]\) *$/\1/p' "$ROOT/push.out")" >"$ROOT/rebase.out" 2>&1
push origin main

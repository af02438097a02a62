signed "First"
signed "Second"
push origin main main:scratch
say "a force-push of signed commits, a rollback, a deletion"
git reset -q --hard HEAD~1
signed "Other second"
push origin -f main
push origin -f main~1:main
push origin :main
say "where the rule allows it"
push origin -f main~1:scratch
push origin :scratch
say "the hint fixes a push that is merely behind"
eval "$(sed -n 's/.*hint:   \(git .*[^ ]\) *$/\1/p' "$ROOT/push.out")"

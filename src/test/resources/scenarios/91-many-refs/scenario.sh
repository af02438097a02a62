server config receive.maxInputSize 0
all=500
[ -z "$THOROUGH" ] || all=5000
# many COUNT PREFIX COMMIT: that many branches of the clone.
many() {
    seq -f "update refs/heads/$2%04g $(git rev-parse "$3")" "$1" | git update-ref --stdin
}
refs() {
    echo "  $(server for-each-ref "refs/heads/$1" | wc -l) refs, at $(server for-each-ref --format='%(subject)' "refs/heads/$1" | sort | uniq -c | tr -s ' ' | tr '\n' ',')" | in_words
    echo
}
in_words() {
    sed "s/ $all / ALL /g"
}
signed "First"
push origin main
say "a great many refs at once: created, one of them updated badly, all of them badly, deleted"
signed "Second"
many "$all" topic/ main
push origin 'refs/heads/topic/*:refs/heads/topic/*'
refs topic/
commit "Not signed"
many 1 topic/ main
push origin 'refs/heads/topic/*:refs/heads/topic/*'
many "$all" topic/ main
push origin 'refs/heads/topic/*:refs/heads/topic/*' | in_words
refs topic/
git reset -q --hard HEAD~1
many 25 release/ main
push origin 'refs/heads/release/*:refs/heads/release/*'
git for-each-ref --format='delete %(refname)' refs/heads/topic refs/heads/release | git update-ref --stdin
push --prune origin 'refs/heads/topic/*:refs/heads/topic/*'
push --prune origin 'refs/heads/release/*:refs/heads/release/*'
refs topic/
refs release/
say "each updated, each on a commit of its own"
many 100 topic/ main
push origin 'refs/heads/topic/*:refs/heads/topic/*'
signed "Third"
many 100 topic/ main
push origin 'refs/heads/topic/*:refs/heads/topic/*'
refs topic/
for i in $(seq 100); do
    signed "Change $i"
    git branch "topic/own$i"
done
push origin 'refs/heads/topic/*:refs/heads/topic/*'
git checkout -q topic/own50
commit "Bad change"
git checkout -q main
push origin 'refs/heads/topic/*:refs/heads/topic/*'
say "a rule that only watches: what it found in one ref is settled by none of the others"
commit "Watched, not signed" guarded
many 100 watched/ main
push origin 'refs/heads/watched/*:refs/heads/watched/*'
git reset -q --hard HEAD~1
sed -i 's/^    mode: observe/    unmatched: allow/' "$ROOT/config/policy.yaml"
git checkout -q watched/0077
signed "On top"
push origin HEAD:refs/heads/watched/0077
git checkout -q main
say "approvals are given for one ref each: by carol for the first, and for the rest by whoever signed the commit"
server_tells
account alice
as bob
signed "By Bob"
as alice
many 66 approved/ main
set --
for i in $(seq 66); do
    ref=$(printf refs/heads/approved/%04d "$i")
    [ "$i" = 1 ] && approver=carol || approver=bob
    set -- "$@" -o "approval=$(approval $approver "$ref" "$ZERO" main)"
done
push "$@" origin 'refs/heads/approved/*:refs/heads/approved/*' | grep -v -e '^\$' -e hint
set --
for i in $(seq 66); do
    set -- "$@" -o "approval=$(approval carol "$(printf refs/heads/approved/%04d "$i")" "$ZERO" main)"
done
push "$@" origin 'refs/heads/approved/*:refs/heads/approved/*' | grep -v '^\$'

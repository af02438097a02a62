# with SETTING REFSPEC...: pushes while the repository has that setting.
with() {
    setting=$1
    shift
    say "$setting"
    server config "${setting%=*}" "${setting#*=}"
    push "$@"
    server config --unset "${setting%=*}"
}
# tagged NAME: a signed tag of what is here.
tagged() {
    tick
    git tag -s -m "$1" "$1"
}
signed "First"
push origin main main:release/1
first=$(git rev-parse HEAD)
signed "Second"
push origin main
say "a tag and its branch in one push"
signed "Third"
tagged v1
push origin main v1
say "a tag whose branch comes through a symbolic ref"
server symbolic-ref refs/heads/latest refs/heads/main
signed "Through another name"
tagged v1.1
push origin HEAD:latest v1.1
server symbolic-ref -d refs/heads/latest
git checkout -q -b rewritten "$first"
signed "Rewritten"
tagged v2
with receive.denyNonFastForwards=true -f origin HEAD:main v2
with receive.denyDeletes=true origin :release/1 "$(git rev-parse v2^{commit}):refs/heads/release/2" v2
with receive.hideRefs=refs/heads/release origin HEAD:release/2 v2
with transfer.hideRefs=refs/heads/release origin HEAD:release/2 v2
say "a branch that cannot stand beside another"
push origin HEAD:release/1/x v2
push origin HEAD:refs/heads/release v2
say "a branch of a name that git does not take"
tag=$(git rev-parse v2)
git push -q origin HEAD:refs/elsewhere/2 v2:refs/elsewhere/v2
printf '%s\n%s\n' "$ZERO $(git rev-parse HEAD) refs/heads/release/a..b" "$ZERO $tag refs/tags/v2" | hook
say "a branch that would be a tag, or a file"
printf '%s\n%s\n' "$ZERO $tag refs/heads/release/2" "$ZERO $tag refs/tags/v2" | hook
printf '%s\n%s\n' "$ZERO $(git rev-parse HEAD:file) refs/heads/release/2" "$ZERO $tag refs/tags/v2" | hook
say "a branch that is checked out on the server"
server worktree add -q "$ROOT/there" release/1 2>/dev/null
push -f origin HEAD:release/1 v2
server worktree remove "$ROOT/there"
say "what HEAD names is not deleted"
push origin :main HEAD:release/2 v2
say "a deletion makes room for what comes after it, but not in one transaction, which no hook is told of"
push --atomic origin :release/1 HEAD:release/1/x v2
push --atomic origin HEAD:release/1/x v2 :release/1
server for-each-ref --format='%(refname)'
say "nothing of this counted: the tag's commit is on no branch yet"
push origin v2
push origin HEAD:release/2 v2

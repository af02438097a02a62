refs() {
    server for-each-ref --format='%(refname)' | sed 's/^/  /'
    echo
}
say "created, updated"
signed "First"
push origin main
signed "Second"
push origin main
commit "Not signed"
push origin main:release/1 main
git reset -q --hard HEAD~1
say "forced: where the rule denies it, and where it allows it"
git checkout -q -b topic/one
signed "One"
push origin main~1:refs/heads/release/1 topic/one
git commit -q --amend -S -m "Another one"
push --force origin topic/one:release/1
git checkout -q -b other main~1
signed "Other"
push --force origin other:main
push --force origin main~1:main
push --force origin topic/one
git commit -q --amend -m "Not signed, and forced"
push --force origin other:topic/one
say "deleted: likewise"
push origin :release/1
push origin :topic/one
refs
say "many refs: all good, one bad, one of them somewhere else already"
git checkout -q -B topic/two main
signed "Two"
git branch -f release/2 main
git branch -f release/3 main~1
push origin topic/two release/2 release/3
git checkout -q -B release/4 main
commit "Not signed either"
push origin release/4 topic/two:topic/three main:release/5
refs
say "atomic: all or nothing is the hook's way in any case; here git itself would refuse one of them"
push --atomic origin topic/two:topic/three main:release/5 release/4
push --atomic origin topic/two:topic/three main:release/5
server config receive.denyDeletes true
push --atomic origin :topic/three topic/two:topic/four
push origin :topic/three topic/two:topic/four
server config receive.denyDeletes false
refs
say "tags with branches: a tag on what the same push puts on a branch, a tag on what it does not"
git checkout -q -B main origin/main
signed "Third"
git tag -s -m "Version 1" v1
push --follow-tags origin main
signed "Fourth"
git tag -s -m "Version 2" v2
git tag light
push --tags origin
push origin main --tags
git tag -d v1 v2 >/dev/null
git tag v3
push origin main v3
refs

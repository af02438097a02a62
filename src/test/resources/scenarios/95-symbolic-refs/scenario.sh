signed "First"
push origin main
say "to a ref that is there, to one that is not, and in two steps"
server symbolic-ref refs/heads/stable refs/heads/main
server symbolic-ref refs/heads/next refs/heads/release/1
server symbolic-ref refs/heads/latest refs/heads/stable
signed "Second"
push origin main:stable
push origin main:next
push origin main:latest
commit "Not signed"
push origin main:stable
push origin main:next
push origin main:latest
server for-each-ref --format='%(refname) %(subject)'
echo
git reset -q --hard HEAD~1
say "a tag that leads to a branch, HEAD itself, a remote's HEAD"
server symbolic-ref refs/tags/v1 refs/heads/main
signed "Third"
push --force origin main:refs/tags/v1
push origin main:HEAD
push origin main
server symbolic-ref refs/remotes/x/HEAD refs/heads/main
commit "Not signed"
push origin main:refs/remotes/x/HEAD
push origin main:sandbox
git reset -q --hard HEAD~1
say "both names in one push; deleted by the other name"
signed "Fourth"
push origin main main:stable
push origin :stable
server symbolic-ref refs/heads/loop refs/heads/pool
server symbolic-ref refs/heads/pool refs/heads/loop
push origin main:loop
server for-each-ref --format='%(refname) %(symref)'

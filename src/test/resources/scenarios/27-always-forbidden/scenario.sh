signed "First"
push origin main
say "refs/replace, refs/namespaces, refs/refwarden"
push origin "HEAD:refs/replace/$(git rev-parse HEAD)"
push origin HEAD:refs/namespaces/x/refs/heads/main
push origin HEAD:refs/refwarden/approvals/x
say "a name that turns itself around, and one with a zero-width space"
push origin HEAD:refs/heads/$(printf 'a\342\200\256b')
push origin HEAD:refs/heads/$(printf 'a\342\200\213b')
say "through a symbolic ref to main"
server symbolic-ref refs/heads/alias refs/heads/main
commit "Not signed"
push origin HEAD:alias
git reset -q --hard HEAD~1
signed "Second"
push origin HEAD:alias
say "with a namespace"
export GIT_NAMESPACE=x
echo "$(git rev-parse HEAD~1) $(git rev-parse HEAD) refs/heads/topic" | hook

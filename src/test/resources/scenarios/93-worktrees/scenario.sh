say "a repository with a work tree of its own, pushed to where nobody works"
git init -q -b parked "$ROOT/tree"
cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/tree/.git/hooks/"
git -C "$ROOT/tree" -c commit.gpgSign=false commit -q --allow-empty -m "Parked"
signed "First"
push "$ROOT/tree" main
say "through a linked work tree: the same repository, the same record"
git -C "$ROOT/tree" worktree add -q "$ROOT/linked" -b away
signed "Second"
push "$ROOT/linked" main
commit "Not signed"
push "$ROOT/linked" main
push "$ROOT/tree" main
git reset -q --hard HEAD~1
signed "Third"
push "$ROOT/tree" main
push "$ROOT/linked" main:release/1
say "a branch that is checked out somewhere: git says no, after the hook"
git -C "$ROOT/linked" checkout -q -b release/2 main
signed "Fourth"
git -C "$ROOT/tree" config receive.denyCurrentBranch refuse
push "$ROOT/tree" main:release/2
say "and updated in place where git is told to"
git -C "$ROOT/tree" config receive.denyCurrentBranch updateInstead
push "$ROOT/tree" main:release/2
git -C "$ROOT/linked" log -1 --format=%s
echo
log_lines | grep -o '"repository":"[^"]*"' | sort -u

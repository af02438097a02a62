signed "First"
push origin main main:dev
git checkout -q -b topic
signed "Work" work
git checkout -q main
tick
as bob gitea
git merge -q --no-ff -S -m "Merge topic" topic
say "the server's key signs a merge"
push origin main
push origin main:dev
say "the same key on an ordinary commit"
signed "Sneaked in"
push origin main:dev
say "and on a merge that a stranger commits"
git reset -q --hard HEAD~2
tick
GIT_COMMITTER_EMAIL=stranger@example.net
git merge -q --no-ff -S -m "Merge topic" topic
push origin -f main:refs/heads/elsewhere
echo "$(git rev-parse origin/main) $(git rev-parse main) refs/heads/dev" >/dev/null
git push -q origin :refs/heads/elsewhere
server update-ref refs/heads/dev "$(git rev-parse origin/main)"
push origin main:dev

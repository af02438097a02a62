server_tells
account alice
signed "First"
push origin main

say "a commit without changes"
tick
git commit -q --allow-empty -m "Run the tests again"
fixed origin main

say "the pushed branch is not the one that is checked out, and that one is not touched"
git checkout -q -b fix
commit "On another branch"
git checkout -q main
fixed origin fix:main
git checkout -q fix
git branch -f main fix

say "no branch is checked out; several branches are at the commit"
git checkout -q --detach
commit "Detached"
fixed origin HEAD:main
git checkout -q -B main
commit "Two names"
git branch another
fixed origin main

say "another address than the signer's own"
tick
echo x >>file
GIT_COMMITTER_EMAIL=alice@laptop.local git commit -q -S -a -m "From the laptop"
fixed origin main

say "what a waiver let through is left alone"
git checkout -q main
commit "Hotfix"
push origin main
case=$(log_lines | sed -n 's/.*"case":"\([^"]*\)".*/\1/p' | tail -1)
printf 'refwarden waiver 1\nrepository git.example.org/server\ncase %s\nupdate %s %s refs/heads/main\nfindings unsigned\nexpires %s\n' \
    "$case" "$(git rev-parse HEAD~1)" "$(git rev-parse HEAD)" "$(in_seconds 3600)" >"$ROOT/waiver"
push -o "waiver=$(statement refwarden-waiver bob <"$ROOT/waiver")" \
    -o "waiver=$(statement refwarden-waiver carol <"$ROOT/waiver")" origin main
git checkout -q -b topic/next
signed "The day after"
push origin topic/next
"$ROOT/refwarden" baseline "$ROOT/server.git" --commit "$(git rev-parse main)" --reason "a hotfix" >/dev/null
push origin topic/next

say "an old history"
git checkout -q --orphan old
for number in $(seq 120); do
    commit "Old $number"
done
push origin old:topic/old 2>&1 | grep -v '"Old '

# Repositories whose refs git itself keeps in a table: made so, and migrated between two pushes.
guard() {
    mkdir -p "$1/hooks"
    cp "$ROOT/server.git/hooks/pre-receive" "$1/hooks/"
}
# tells REPOSITORY: how its refs are kept, as git says it.
tells() {
    git -C "$1" rev-parse --show-ref-format
}
table=$ROOT/table.git
git init -q --bare --ref-format=reftable -b main "$table"
guard "$table"
say "made so: created, updated well and badly, rolled back, deleted; tags; HEAD's branch"
tells "$table"
signed "First"
push "$table" main main:topic/x
signed "Second"
push "$table" main
git tag -s -m "One" v1
git tag -a -m "Not signed" v2
push "$table" v1
push "$table" v2
commit "Not signed"
push "$table" main
git reset -q --hard HEAD~1
push -f "$table" main~1:main
push "$table" :topic/x
push "$table" :main
say "a symbolic ref, a ref below another, a hidden one"
git -C "$table" symbolic-ref refs/heads/latest refs/heads/main
git checkout -q -b bad
commit "Not signed"
push "$table" bad:latest
push "$table" main:refs/heads/main/x
git -C "$table" config receive.hideRefs refs/heads/release
push "$table" main:release/1
git -C "$table" config --unset receive.hideRefs
git -C "$table" symbolic-ref --delete refs/heads/latest
git checkout -q main
say "behind so many refs that a table has an index, packed"
seq -f "create refs/heads/other/%04g $(git rev-parse main)" 3000 | git -C "$table" update-ref --stdin
git -C "$table" pack-refs --all
signed "Third"
push "$table" main bad:other/2500
push "$table" main +main:other/2500
say "a fork that borrows its objects, with refs of the other kind"
git clone -q --bare --shared --ref-format=files "$table" "$ROOT/fork.git"
guard "$ROOT/fork.git"
tells "$ROOT/fork.git"
"$ROOT/refwarden" baseline "$ROOT/fork.git" --reason "forked" >/dev/null
signed "Fourth"
push "$ROOT/fork.git" main
push "$ROOT/fork.git" +bad:main
say "a work tree of it, linked: the same repository, and what is checked out there is not pushed to"
git init -q --ref-format=reftable -b parked "$ROOT/tree"
guard "$ROOT/tree/.git"
git -C "$ROOT/tree" -c commit.gpgSign=false commit -q --allow-empty -m "Parked"
push "$ROOT/tree" main
git -C "$ROOT/tree" worktree add -q "$ROOT/linked" main 2>/dev/null
tells "$ROOT/linked"
push "$ROOT/linked" bad:release/1
push "$ROOT/linked" main:release/1
signed "Fifth"
push "$ROOT/tree" main
push "$ROOT/linked" main:release/1
say "migrated beneath us, there and back: what was settled stays so, what was refused is refused"
tells "$ROOT/server.git"
push origin main
server refs migrate --ref-format=reftable
tells "$ROOT/server.git"
push origin main:release/1
push origin +bad:main
signed "Sixth"
push origin main
push origin -f main~1:main
baseline --ref refs/heads/main --reason "after it moved"
server refs migrate --ref-format=files
tells "$ROOT/server.git"
push origin +bad:release/1
push origin main:release/1
signed "Seventh"
push origin main
"$ROOT/refwarden" log verify | sed 's/[0-9a-f]\{64\}/HEAD/'

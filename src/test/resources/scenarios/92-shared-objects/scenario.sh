guard() {
    mkdir -p "$ROOT/$1.git/hooks"
    cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/$1.git/hooks/"
}
signed "First"
push origin main
say "a fork that borrows all objects by an absolute path, one by a relative path, one that has its own as well"
git clone -q --bare --shared "$ROOT/server.git" "$ROOT/fork.git"
guard fork
mkdir "$ROOT/forks"
git init -q --bare -b main "$ROOT/forks/relative.git"
echo ../../../server.git/objects >"$ROOT/forks/relative.git/objects/info/alternates"
guard forks/relative
git clone -q --bare --reference "$ROOT/fork.git" "$ROOT/fork.git" "$ROOT/both.git"
guard both
for fork in fork both; do
    "$ROOT/refwarden" baseline "$ROOT/$fork.git" --reason "forked" >/dev/null
done
signed "Second"
push "$ROOT/fork.git" main
push "$ROOT/forks/relative.git" main
push "$ROOT/both.git" main
say "what is in the lender is nobody's word for it: unsigned there, pushed to a fork with nothing to send"
commit "Not signed"
push origin main:sandbox
push "$ROOT/fork.git" main
push "$ROOT/forks/relative.git" main
push "$ROOT/both.git" main
say "back to the lender, what came into a fork"
git reset -q --hard HEAD~1
signed "Third"
push "$ROOT/fork.git" main
push origin main
say "a lender that is gone, and one that borrows itself"
git init -q --bare -b main "$ROOT/lost.git"
echo "$ROOT/nowhere/objects" >"$ROOT/lost.git/objects/info/alternates"
guard lost
push "$ROOT/lost.git" main | grep -v "unable to normalize"
git init -q --bare -b main "$ROOT/third.git"
echo "$ROOT/both.git/objects" >"$ROOT/third.git/objects/info/alternates"
guard third
push "$ROOT/third.git" main
git commit -q --allow-empty -m "Not signed"
push "$ROOT/third.git" main
say "a lender that comes later"
git reset -q --hard origin/main
git init -q --bare -b main "$ROOT/late.git"
guard late
push "$ROOT/late.git" main
signed "In the lender first"
push origin main
echo "$ROOT/server.git/objects" >"$ROOT/late.git/objects/info/alternates"
push "$ROOT/late.git" main

# moved REF NEW: asks the hook to move that ref, with what it truly holds, to an object that is in the server.
moved() {
    echo "$(server rev-parse -q --verify "$1" || echo "$ZERO") $(git rev-parse "$2") $1" | hook
}
signed "First"
push origin main main:release/1
signed "Second"
git tag -s -m "One" v1
git tag -s -m "Tree" trees "HEAD^{tree}" 2>/dev/null
git push -q origin HEAD:refs/elsewhere/commit v1:refs/elsewhere/tag trees:refs/elsewhere/trees
say "a signed tag pushed to a branch: git's client sends it, and its server would refuse it after the hook"
push origin v1:refs/heads/main
moved refs/heads/main v1
moved refs/heads/release/2 v1
say "a tree, a file, a tag of a tree on a branch"
for object in 'HEAD^{tree}' HEAD:file trees; do
    moved refs/heads/main "$object"
    moved refs/heads/topic/x "$object"
done
say "the same under no rule"
moved refs/heads/sandbox v1
moved refs/heads/sandbox 'HEAD^{tree}'
push origin HEAD:file:refs/blobs/file 2>/dev/null || true
push origin "$(git rev-parse HEAD:file):refs/blobs/file"
say "a symbolic ref and its target in one push: to the same commit, and apart"
server symbolic-ref refs/heads/stable refs/heads/main
push origin HEAD:main HEAD:stable
second=$(git rev-parse HEAD)
signed "Third"
third=$(git rev-parse HEAD)
signed "Fourth"
fourth=$(git rev-parse HEAD)
commit "Not signed"
git push -q origin HEAD:refs/elsewhere/all
printf '%s\n%s\n' "$second $third refs/heads/main" "$second $fourth refs/heads/stable" | hook
printf '%s\n%s\n' "$second $third refs/heads/main" "$second $(git rev-parse HEAD) refs/heads/stable" | hook
say "two symbolic refs to one branch, which git moves by the first alone, and both with the branch itself"
server symbolic-ref refs/heads/latest refs/heads/main
printf '%s\n%s\n' "$second $third refs/heads/stable" "$second $third refs/heads/latest" | hook
git checkout -q "$third"
push origin HEAD:refs/heads/main HEAD:refs/heads/stable HEAD:refs/heads/latest
push origin :refs/heads/stable "$fourth:refs/heads/main"
server symbolic-ref -d refs/heads/stable
server symbolic-ref -d refs/heads/latest
say "an old id that is not the ref's"
main=$(server rev-parse main)
git checkout -q "$main"
signed "Fifth"
five=$(git rev-parse HEAD)
git push -q origin "$five:refs/elsewhere/five"
echo "$second $five refs/heads/main" | hook
echo "$ONES $five refs/heads/main" | hook
echo "$ZERO $five refs/heads/main" | hook
echo "$main $ZERO refs/heads/nowhere" | hook
echo "$main $five refs/heads/main" | hook

refs() {
    git -C "$ROOT/$1.git" for-each-ref --format='%(refname)' | sed 's/^/  /'
    echo
}
guarded() {
    git init -q --bare -b main "$ROOT/$1.git"
    cp "$ROOT/server.git/hooks/pre-receive" "$ROOT/$1.git/hooks/"
}
signed "First"
signed "Second"
git tag -s -m "Version 1" v1
git update-ref refs/notes/commits HEAD
git update-ref refs/remotes/upstream/main HEAD
git remote remove origin
say "a whole repository into an empty one"
guarded copy
push --mirror "$ROOT/copy.git"
refs copy
say "again, when a branch is gone, and a tag"
git branch topic/x
push --mirror "$ROOT/copy.git"
git branch -D topic/x >/dev/null
push --mirror "$ROOT/copy.git"
git tag -d v1 >/dev/null
push --mirror "$ROOT/copy.git"
refs copy
say "with something that may not be there"
guarded other
git replace HEAD HEAD~1
push --mirror "$ROOT/other.git"
git replace -d HEAD >/dev/null
commit "Not signed"
git branch topic/y
push --mirror "$ROOT/other.git"
git reset -q --hard HEAD~1
git branch -D topic/y >/dev/null
push --mirror "$ROOT/other.git"
refs other

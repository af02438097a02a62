# topic [FROM]: work by alice on a branch of that name from here on.
topic() {
    as alice
    git fetch -q
    git checkout -q --no-track -B topic "${1:-origin/dev}"
}
# robot: what dev holds on the server, for the robot to merge into.
robot() {
    as bob gitea
    git fetch -q
    git checkout -q -B dev origin/dev
}
# merge ARGUMENTS: the robot's merge.
merge() {
    robot
    tick
    git merge -q --no-ff -S -m "Merge topic" "$@" >/dev/null 2>&1
}
# merged TREE PARENT...: a merge with that very tree, signed by the robot; git itself would not name a parent twice.
merged() {
    tick
    {
        echo "tree $(git rev-parse "$1")"
        shift
        for parent; do
            echo "parent $(git rev-parse "$parent")"
        done
        echo "author bob <bob@example.org> $GIT_AUTHOR_DATE"
        echo "committer bob <bob@example.org> $GIT_AUTHOR_DATE"
    } >"$ROOT/headers"
    printf '\nMerge topic\n' >"$ROOT/words"
    cat "$ROOT/headers" "$ROOT/words" >"$ROOT/payload"
    rm -f "$ROOT/payload.sig"
    "$ROOT/sign" -Y sign -n git -f "$ROOT/keys/gitea" "$ROOT/payload" >/dev/null 2>&1
    sed -e "1s/^/$SIGNED /" -e '2,$s/^/ /' "$ROOT/payload.sig" | cat "$ROOT/headers" - "$ROOT/words" >"$ROOT/merge"
    raw "$ROOT/merge"
}
as alice
seq 1 30 >numbers
signed "First" file
push origin HEAD:dev
git branch -q dev
say "merge buttons: of a branch behind dev, of one that is up to date, rebased first"
topic
signed "Work" work
merge topic
push origin dev
topic
signed "Up to date" work
merge topic
push origin dev
topic origin/dev~1
signed "Rebased" rebased
git rebase -q -S origin/dev
merge topic
push origin dev
say "the same file added alike on both sides"
topic
signed "Alike" alike
robot
as alice
signed "Alike" alike
push origin dev
merge topic
push origin dev
say "both changed other lines of a file; renamed on one side and changed on the other; deleted on one side"
topic
sed 's/^3$/three/' numbers >n && mv n numbers
signed "Three" three
robot
as alice
sed 's/^27$/27!/' numbers >n && mv n numbers
signed "27" dev
push origin dev
merge topic
push origin dev
topic
git mv numbers renamed
git rm -q alike
signed "Renamed and deleted" file
robot
as alice
sed 's/^15$/15!/' numbers >n && mv n numbers
signed "15" dev
push origin dev
merge topic
push origin dev
say "criss-cross"
topic
signed "One" one
git branch -q -f one
git checkout -q --no-track -B two origin/dev
signed "Two" two
tick
git merge -q --no-ff -S -m "Merge one" one
git branch -q -f three one
git checkout -q three
tick
git merge -q --no-ff -S -m "Merge two" two~1
signed "Three" three
push origin two:dev
merge three
push origin dev
say "something more in it; something left out; all of it left out"
topic
signed "More" more
signed "And more" most
merge topic
echo evil >evil
git add evil
git commit -q -S --amend --no-edit
push origin dev
merge topic
git rm -q most
git commit -q -S --amend --no-edit
push origin dev
merge -s ours topic
push origin dev
say "an executable more, a link more"
merge topic
chmod +x renamed
git commit -q -S -a --amend --no-edit
push origin dev
merge topic
ln -sf /etc/passwd more
git commit -q -S -a --amend --no-edit
push origin dev
say "a conflict that the robot solved, whichever way"
topic
sed 's/^15!$/topic/' renamed >n && mv n renamed
signed "Conflict" file
robot
as alice
sed 's/^15!$/dev/' renamed >n && mv n renamed
signed "The other side of it" dev
push origin dev
merge -X theirs topic
push origin dev
say "the same parent twice, a parent that the first contains, one parent, three parents"
robot
push origin "$(merged dev^{tree} dev dev):dev"
push origin "$(merged "dev~1^{tree}" dev dev~1):dev"
push origin "$(merged dev^{tree} dev dev~1):dev"
push origin "$(merged dev^{tree} dev):dev"
topic
signed "Another" another
git branch -q -f another
topic
signed "And another" yet
merge topic another
push origin dev
say "a clean merge of commits that nobody signed"
topic
commit "Not signed" unsigned
merge topic
push origin dev
say "renamed the same way on both sides, and changed on both"
topic
git mv renamed digits
sed 's/^9$/nine/' digits >n && mv n digits
signed "Renamed too" topic
robot
as alice
git mv renamed digits
sed 's/^21$/21!/' digits >n && mv n digits
signed "Renamed" dev
push origin dev
merge topic
push origin dev
say "renamed on one side and removed on the other; renamed to two names: whatever the robot takes is a conflict"
topic
git mv digits kept
signed "Kept" other
robot
as alice
git rm -q digits
signed "Removed" file
push origin dev
tick
robot
git merge -q --no-ff -S -m "Merge topic" topic >/dev/null 2>&1 || git add -A
git commit -q -S -m "Merge topic"
push origin dev
topic
git mv work one-name
signed "One name" other
robot
as alice
git mv work another-name
signed "Another name" file
push origin dev
tick
robot
git merge -q --no-ff -S -m "Merge topic" topic >/dev/null 2>&1 || git add -A
git commit -q -S -m "Merge topic"
push origin dev
say "a file over 5 MiB that both changed"
topic
robot
as alice
head -c 6000000 /dev/zero | tr '\0' '\n' | sed '1s/^/dev/' >large
signed "Large" file
push origin dev
topic
sed '$s/$/end/' large >l && mv l large
signed "The end of it" topic
robot
as alice
sed '1s/^/the beginning of /' large >l && mv l large
signed "The beginning of it" dev
push origin dev
merge topic
push origin dev
say "merged locally, and signed by someone"
as bob
git commit -q -S --amend --no-edit
push origin dev

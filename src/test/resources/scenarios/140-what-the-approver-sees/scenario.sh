server_tells
account alice
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
git remote set-url origin "file://$ROOT/server.git"
# As bob, in a clone of his.
bob() {
    (cd "$ROOT/bob" && account bob && as bob && "$client/git-refwarden-approve" -y -p "$@" 2>&1 |
        sed -e 's/approval=.*/approval=…/') || true
    echo
}
submodule() {
    git update-index --add --cacheinfo "160000,$(printf "%0${#ZERO}d" "$1"),lib"
}
say "main, with what hides things from git diff"
printf '[submodule "lib"]\n\tpath = lib\n\turl = ../lib.git\n\tignore = all\n' >.gitmodules
printf '* -diff\n*.sh diff=hide\n' >.gitattributes
printf 'Someone Else <else@example.org> <alice@example.org>\n' >.mailmap
mkdir docs src
echo one >docs/guide
ln -s docs/guide README
echo 'echo one' >src/tool
git add -A
submodule 1
tick
git commit -q -S -m "First"
one=$(git rev-parse HEAD)
push -o "approval=$(approval bob refs/heads/main "$ZERO" HEAD)" origin main

say "everything moves at once"
submodule 2
long=docs/$(printf 'deep/%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22)
mkdir -p .circleci deploy "$long"
echo x >.circleci/config.yml
echo x >deploy/production
echo x >"$long/conftest.py"
echo x >"$(printf 'a\nb')"
echo x >"$(printf 'zero\342\200\213width.md')"
echo x >"two words"
printf 'a\0b' >logo
git mv docs/guide docs/manual
ln -sf "$(printf '../else\nwhere')" README
chmod +x src/tool
echo hidden >>.mailmap
git add -A -- ':!lib'
tick
git commit -q -S -m "$(printf 'Docs\363\240\201\201\302\255\343\205\244\302\240\011only\r')"
two=$(git rev-parse HEAD)
push origin HEAD:topic
git clone -q "file://$ROOT/server.git" "$ROOT/bob"
bobs() {
    git -C "$ROOT/bob" "$@"
}
bobs config gpg.format ssh
bobs config gpg.ssh.program "$ROOT/sign"
bobs config user.signingKey "$ROOT/keys/bob"
bobs config refwarden.repository git.example.org/server
bobs config --add refwarden.guarded 'deploy/**'
bobs config diff.hide.textconv true
bobs config diff.external true
bobs config diff.ignoreSubmodules all
bobs config log.mailmap true
bob main origin/topic

say "digits are an id: neither a tag nor a branch of that name is meant"
git checkout -q -b other "$one"
signed "Other" file
push origin other
short=$(git rev-parse --short=9 "$two")
bobs fetch -q
bobs tag "$short" origin/other
bobs branch -q "$short" origin/other
bobs branch -q facade0 origin/other
bob main "$short" | sed -n '/^to/p'
bob main "$two" | sed -n '/^to/p'
bob main facade0
bob main facade
bob main "refs/heads/facade0" | sed -n '/^to/p'

say "a tag does not win over a branch"
bobs branch -q topic origin/topic
bobs tag topic origin/other
bob main topic
bob main refs/heads/topic | sed -n '/^to/p'

say "what replaces objects is passed over"
bobs replace "$two" "$one"
bob main "$two" | sed -n '/^commits/,/^$/p'

say "a tag, with all its layers"
git tag -a v1 -m "$(printf 'One\n-----BEGIN NOTHING-----\nand this\342\200\256')" "$two"
git tag -a v2 -m "Two" v1 2>/dev/null
push origin refs/tags/v2
bob refs/tags/v3 "$(git rev-parse v2)" | sed -n '1,/^files/p'

say "a deletion, a rewind, and what cannot be shown"
bob -d topic
bob -d none
signed "More" file
git tag -a tree -m "Of a tree" "HEAD^{tree}"
push origin refs/tags/tree
bob main "$(git rev-parse refs/tags/tree)"
git checkout -q --orphan apart
git commit -q -S -m "Apart"
push origin apart
bob main origin/apart | sed -n '/^WARNING/,/^$/p'

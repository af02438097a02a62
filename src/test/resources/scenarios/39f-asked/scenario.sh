server_tells
account alice
signed "First"
push origin main
as alice
git commit -q --allow-empty --no-gpg-sign -m "Not signed"
say "a refused developer asks"
push -o ask=waiver origin main
case=$("$ROOT/refwarden" review list --json | sed -n 's/.*"case":"\([^"]*\)".*/\1/p')
push -o ask origin HEAD:refs/heads/elsewhere
say "whoever can help sees it"
for words in asked:waiver asked:review asked:any asked:money; do
    echo "\$ refwarden review list $words"
    "$ROOT/refwarden" review list "$words" 2>&1 | sed -E 's/ {2,}/  /g' || true
done
"$ROOT/refwarden" review list --json asked:waiver | grep -o '"askedFor":"[a-z]*"'
"$ROOT/refwarden" review show "$case" | head -1
say "an administrator sees what they sign, and may say no"
mkdir "$ROOT/bin"
ln -s "$ROOT/refwarden" "$ROOT/bin/refwarden"
cp "$(project)/src/client/git-refwarden-waive" "$ROOT/bin/"
PATH=$ROOT/bin:$PATH
waive() {
    echo "\$ git refwarden-waive $*" | sed 's/waiver=.*/waiver=…/'
    git -c user.signingKey="$ROOT/keys/$who.pub" -c gpg.ssh.program=ssh-keygen refwarden-waive "$@" >"$ROOT/waived" 2>&1 ||
        echo "exit status $?" >>"$ROOT/waived"
    sed -E 's/waiver=.*/waiver=…/; s/expires .*/expires …/; s/^kept .*/kept …/' "$ROOT/waived"
    echo
}
option() { sed -n 's/^git push -o //p' "$ROOT/waived"; }
cp "$ROOT/keys/bob" "$ROOT/keys/carol" "$ROOT/home/"
who=bob
echo n | waive "$case"
waive -y "$case"
bob=$(option)
who=carol
waive -y -f "waiver-$case" "$case" | sed -n '/^The waiver/,$p'
carol=$(option)
push -o "$bob" -o "$carol" origin main
say "what cannot count is not made"
waive -y 0000-0000
waive -y nothing
signed "Signed"
git cat-file commit HEAD | sed 's/^Signed/Forged/' >"$ROOT/forged"
git reset -q --hard "$(raw "$ROOT/forged")"
git push -q origin main 2>/dev/null || true
case=$("$ROOT/refwarden" review list --limit 1 --json | sed -n 's/.*"case":"\([^"]*\)".*/\1/p')
waive -y "$case"

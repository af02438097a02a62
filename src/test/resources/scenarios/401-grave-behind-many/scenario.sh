# a changed commit behind a hundred unsigned ones is neither hidden nor called ordinary
signed "First"
push origin main
for i in $(seq 105); do
    tick
    git -c commit.gpgSign=false commit -q --allow-empty -m "wip $i"
done
signed "Raise the limit to 10"
git cat-file commit HEAD | sed 's/limit to 10/limit to 99/' >"$ROOT/changed"
git reset -q --hard "$(raw "$ROOT/changed")"
git push -q origin HEAD:main >/dev/null 2>&1 || echo refused
"$ROOT/refwarden" review list --code bad-signature | cut -c34-
case=$(latest_case)
"$ROOT/refwarden" review show "$case" | sed -n '1,3p'
"$ROOT/refwarden" review show "$case" | sed -n '/^every reason/,/^$/p'

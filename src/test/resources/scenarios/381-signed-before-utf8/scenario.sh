say "a message in ISO 8859-1, which git 2.45 to 2.54 sign before they put it into UTF-8"
signed "First"
push origin main
signed "Zweitens"
git cat-file commit HEAD | sed '/^gpgsig/,/END SSH/d; s/^Zweitens$/Größer/' | iconv -t latin1 >"$ROOT/text"
rm -f "$ROOT/text.sig"
"$ROOT/sign" -Y sign -n git -f "$ROOT/keys/alice.pub" "$ROOT/text" >/dev/null 2>&1
header=gpgsig
[ ${#ZERO} = 40 ] || header=gpgsig-sha256
{
    sed '/^$/,$d' "$ROOT/text"
    sed "1s/^/$header /; 1!s/^/ /" "$ROOT/text.sig"
    sed -n '/^$/,$p' "$ROOT/text"
} | iconv -f latin1 >"$ROOT/stored"
git reset -q --hard "$(raw "$ROOT/stored")"
push origin main
say "signed again, with the message that is UTF-8 by now"
git commit -q --amend --no-edit -S
push origin main
say "the same letters, changed after signing"
signed "Größer noch"
git cat-file commit HEAD | sed 's/^Größer noch$/Größer sehr/' >"$ROOT/bad"
git reset -q --hard "$(raw "$ROOT/bad")"
push origin main

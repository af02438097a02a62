signed "First"
push origin main
signed "Second"
git cat-file commit HEAD >"$ROOT/good"
try() {
    { sed "/^$SIGNED /,/END SSH/d; /^\$/,\$d" "$ROOT/good"; sed "1s/^/$SIGNED /; 1!s/^/ /" "$ROOT/armor"; sed -n '/^$/,$p' "$ROOT/good"; } >"$ROOT/bad"
    push origin "$(raw "$ROOT/bad"):refs/heads/main"
}
sed -n "/^$SIGNED /,/END SSH/p" "$ROOT/good" | sed "s/^$SIGNED //; s/^ //" >"$ROOT/whole"
say "cut in the middle"
{ head -2 "$ROOT/whole"; tail -1 "$ROOT/whole"; } >"$ROOT/armor"; try
say "without its end"
head -3 "$ROOT/whole" >"$ROOT/armor"; try
say "a length of four gigabytes"
{ head -1 "$ROOT/whole"; printf 'SSHSIG\000\000\000\001\377\377\377\377' | base64; tail -1 "$ROOT/whole"; } >"$ROOT/armor"; try
say "no Base64"
{ head -1 "$ROOT/whole"; echo '%%%%'; tail -1 "$ROOT/whole"; } >"$ROOT/armor"; try
say "not armored at all"
echo 'trust me' >"$ROOT/armor"; try
say "OpenPGP: nothing in it"
printf -- '-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n' >"$ROOT/armor"; try
say "X.509"
printf -- '-----BEGIN SIGNED MESSAGE-----\nMIIB\n-----END SIGNED MESSAGE-----\n' >"$ROOT/armor"; try

signed "First"
push origin main
tick
echo x >>file; git add file; tree=$(git write-tree)
printf 'tree %s\nparent %s\nauthor alice <alice@example.org> %s +0000\ncommitter alice <alice@example.org> %s +0000\n' \
    "$tree" "$(git rev-parse HEAD)" "$SECOND" "$SECOND" >"$ROOT/head"
printf '\nSecond\n' >"$ROOT/tail"
cat "$ROOT/head" "$ROOT/tail" >"$ROOT/payload"
say "signed with ssh-keygen -n file"
ssh-keygen -q -Y sign -f "$ROOT/keys/alice" -n file "$ROOT/payload" 2>/dev/null
{ cat "$ROOT/head"; sed "1s/^/$SIGNED /; 1!s/^/ /" "$ROOT/payload.sig"; cat "$ROOT/tail"; } >"$ROOT/bad"
push origin "$(raw "$ROOT/bad"):refs/heads/main"
say "the same with -n git"
rm "$ROOT/payload.sig"
ssh-keygen -q -Y sign -f "$ROOT/keys/alice" -n git "$ROOT/payload" 2>/dev/null
{ cat "$ROOT/head"; sed "1s/^/$SIGNED /; 1!s/^/ /" "$ROOT/payload.sig"; cat "$ROOT/tail"; } >"$ROOT/good"
push origin "$(raw "$ROOT/good"):refs/heads/main"

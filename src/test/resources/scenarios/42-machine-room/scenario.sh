signed "First"
push origin main
say "a policy with an unknown key"
cp "$ROOT/config/policy.yaml" "$ROOT/good.yaml"
echo 'no-such-key: 1' >>"$ROOT/config/policy.yaml"
signed "Second"
push origin main
echo "$(git rev-parse HEAD~1) $(git rev-parse HEAD) refs/heads/main" >"$ROOT/updates"
hook <"$ROOT/updates"
say "no policy, and no configuration at all"
rm "$ROOT/config/policy.yaml"
hook <"$ROOT/updates"
mv "$ROOT/config" "$ROOT/gone"
hook <"$ROOT/updates"
mv "$ROOT/gone" "$ROOT/config"
cp "$ROOT/good.yaml" "$ROOT/config/policy.yaml"
say "a key file that cannot be read"
sed 's|ssh: .*|ssh: keys/none.pub|' "$ROOT/config/people/bob.yaml" >"$ROOT/bob" && cp "$ROOT/config/people/bob.yaml" "$ROOT/bob.good" && cp "$ROOT/bob" "$ROOT/config/people/bob.yaml"
push origin main
cp "$ROOT/bob.good" "$ROOT/config/people/bob.yaml"
say "a log that cannot be written"
mv "$ROOT/state/log" "$ROOT/state/log.moved"
echo "not a folder" >"$ROOT/state/log"
hook <"$ROOT/updates" 2>&1 | sed 's/incident [^,]*/incident CASE-CASE/'
rm "$ROOT/state/log"
mv "$ROOT/state/log.moved" "$ROOT/state/log"
say "a full disk"
if [ -c /dev/full ]; then
    mv "$ROOT/state/log/decisions-000001.jsonl" "$ROOT/log.kept"
    ln -s /dev/full "$ROOT/state/log/decisions-000001.jsonl"
    hook <"$ROOT/updates" 2>&1 | sed 's/incident [^,]*/incident CASE-CASE/'
    rm "$ROOT/state/log/decisions-000001.jsonl"
    mv "$ROOT/log.kept" "$ROOT/state/log/decisions-000001.jsonl"
fi
say "STATE gone"
mv "$ROOT/state" "$ROOT/state.moved"
hook <"$ROOT/updates" 2>&1 | sed 's/incident [^,]*/incident CASE-CASE/'
mv "$ROOT/state.moved" "$ROOT/state"
say "garbage on standard input"
echo "this is no update" | hook
printf '' | hook
printf '%s' "$(cat "$ROOT/updates")" | hook
head -c 3000 /dev/zero | hook
say "all is well again"
push origin main

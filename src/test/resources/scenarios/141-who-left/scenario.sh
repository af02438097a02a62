server_tells
secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
mkdir -m 700 "$ROOT/config/secrets"
echo $secret >"$ROOT/config/secrets/bob.totp"
chmod 600 "$ROOT/config/secrets/bob.totp"
code() {
    "$ROOT/program" one-time-code $secret "$1"
}
echo 'one-time-code: secrets/bob.totp' >>"$ROOT/config/people/bob.yaml"
account bob
as alice
signed "By alice"
say "while bob is there"
push origin HEAD:named/one
push -o "one-time-code=$(code 0)" origin HEAD:code/one 2>&1 | sed 's/=[0-9]*/=…/'
say "he leaves, and his account lives on: under every rule, under none, and for a deletion"
echo "left: $(date -u -d '-1 hour' +%Y-%m-%dT%H:%M:%SZ)" >>"$ROOT/config/people/bob.yaml"
left() {
    sed -E 's/left on [0-9TZ:.-]+/left on …/g'
}
push origin HEAD:signed/one | left
push origin HEAD:named/two | left
push -o "one-time-code=$(code 1)" origin HEAD:code/two 2>&1 | sed 's/=[0-9]*/=…/' | left
push origin HEAD:refs/other/one | left
push origin :named/one | left
say "nor by a certificate of his, from a living account or from none"
as bob
account alice
push --signed origin HEAD:signed/one | left
sleep 1
unset TEST_ACCOUNT
push --signed origin HEAD:signed/one | left
say "nor what alice signs, from his account"
as alice
account bob
sleep 1
push --signed origin HEAD:signed/one | left
say "an approval that lies ready for him, or is his"
account alice
signed "Guarded" guarded
push -o "approval=$(approval bob refs/heads/files "$ZERO" HEAD)" origin HEAD:files | left
blob=$(approval alice refs/heads/files "$ZERO" HEAD | tr -d '\n' | git hash-object -w --stdin)
account bob
push origin "$blob:refs/refwarden/approvals/$(git rev-parse HEAD)/$blob" | left
say "while only observing, that is said"
sed -i 's/unmatched: allow/&\n    mode: observe/' "$ROOT/config/policy.yaml"
push origin HEAD~1:refs/heads/signed/one | left
say "a leaving that is still to come changes nothing"
sed -i -e '/^left/d' -e '/mode: observe/d' "$ROOT/config/people/bob.yaml" "$ROOT/config/policy.yaml"
echo "left: $(date -u -d '+1 hour' +%Y-%m-%dT%H:%M:%SZ)" >>"$ROOT/config/people/bob.yaml"
push origin HEAD~1:refs/heads/named/three

server_tells
account bob
as bob
now 2026-01-10T00:00:00Z
signed "While Bob was here"
push origin HEAD:refs/heads/main
signed "On his last day"
say "Bob leaves: what landed before stays good everywhere, nothing new by his keys does"
echo 'left: 2026-02-01' >>"$ROOT/config/people/bob.yaml"
now 2026-01-31T23:59:59Z
push origin HEAD:refs/heads/main
now 2026-02-01T00:00:00Z
account alice
push origin HEAD:refs/heads/release
signed "After he left"
push origin HEAD:refs/heads/main
git tag -s -m "One" v1 HEAD~1
push origin v1
say "nor does his approval, though he gave it before"
in_seconds() {
    echo 2026-02-03T00:00:00Z
}
as alice
account alice
git reset -q --hard HEAD~1
signed "By alice"
push -o "approval=$(approval bob refs/approved/x "$ZERO" HEAD 86400)" origin HEAD:refs/approved/x
say "a key whose own end is graver says that"
sed -i 's/enrolled: 2025-01-01/&\n    compromised: 2026-01-20/' "$ROOT/config/people/bob.yaml"
push origin HEAD:refs/heads/other

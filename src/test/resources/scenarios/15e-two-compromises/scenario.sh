compromised() {
    sed -i "s/enrolled: 2025-01-01/&\n    compromised: $2/" "$ROOT/config/people/$1.yaml"
}
now 2026-01-10T00:00:00Z
as bob
signed "By bob"
push origin HEAD:release/1
as alice
signed "By alice"
now 2026-02-10T00:00:00Z
push origin HEAD:release/1
as carol
signed "By carol"
push origin HEAD:release/1
say "two keys are compromised, one of them only later"
compromised alice 2026-02-01
compromised bob 2026-02-20
now 2026-03-01T00:00:00Z
push origin HEAD:release/2
say "Bob's commits counted on their day, and count"
push origin HEAD~2:refs/heads/release/3
say "what an administrator declared after the one and before the other counts as to the other"
day() {
    date -u -d "$1" +%Y-%m-%dT00:00:00Z
}
git checkout -q --orphan apart
as bob
signed "Bob's, brought in by an administrator"
git push -q origin HEAD:refs/heads/objects 2>/dev/null || true
git -C "$ROOT/server.git" fetch -q "$ROOT/work" apart:refs/heads/apart
"$ROOT/refwarden" baseline "$ROOT/server.git" --ref refs/heads/apart --for-all --reason "seen" >/dev/null
sed -i "s/compromised: .*/compromised: $(day '+2 days')/" "$ROOT/config/people/bob.yaml"
now "$(day '+3 days')"
push origin HEAD:release/4
say "and not when it came later than both"
sed -i "s/compromised: .*/compromised: 2026-02-20/" "$ROOT/config/people/bob.yaml"
push origin HEAD:release/5

say "the key expired in 2026; the committer's clock is set back"
now 2026-11-23T12:00:00Z
as alice second
SECOND=1700000000
signed "Backdated"
push origin main
say "while it was alive"
now 2026-01-01T12:00:00Z
push origin main
say "not yet enrolled"
now 2025-01-01T00:00:00Z
signed "Too early"
push origin main
say "retired, and compromised"
now 2026-11-23T12:00:00Z
as bob
git reset -q --hard origin/main
signed "By bob"
push origin main
as carol
git reset -q --hard origin/main
signed "By carol"
push origin main

server_tells
account alice
signed "First"
push origin main
say "what one rule waived is not settled under another"
commit "Hotfix"
hotfix=$(git rev-parse HEAD)
push origin main
case=$(log_lines | sed -n 's/.*"case":"\([^"]*\)".*/\1/p' | tail -1)
expires=$(in_seconds 3600)
waiver() {
    printf 'refwarden waiver 1\nrepository git.example.org/server\ncase %s\nupdate %s %s refs/heads/main\nfindings unsigned\nexpires %s\n' \
        "$case" "$(git rev-parse HEAD~1)" "$hotfix" "$expires" | statement refwarden-waiver "$1"
}
push -o "waiver=$(waiver bob)" -o "waiver=$(waiver carol)" origin main
signed "Everyday work"
push origin HEAD:topic
baseline --commit "$hotfix" --reason "looked at by bob and carol"
push origin HEAD:topic
say "what a key signed after it was compromised, which nobody knew"
now 2026-12-10T00:00:00Z
signed "After the compromise"
suspect=$(git rev-parse HEAD)
push origin main
{ printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n  - id: alice-key\n    ssh: "%s"\n    enrolled: 2025-01-01\n    compromised: 2026-12-01\n' \
    "$(cat "$ROOT/keys/alice.pub")"; } >"$ROOT/config/people/alice.yaml"
now 2026-12-12T00:00:00Z
as bob
account bob
signed "By bob"
push origin HEAD:other
baseline --commit "$suspect" --reason "alice made it, and says so"
push origin HEAD:other
say "nothing new by that key"
as alice
signed "By the key that is compromised"
push origin HEAD:other

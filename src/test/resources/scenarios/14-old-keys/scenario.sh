# alice FIELDS...: her file, with these fields of her key.
alice() {
    { printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n  - id: alice-key\n    ssh: "%s"\n    enrolled: 2025-01-01\n' \
        "$(cat "$ROOT/keys/alice.pub")"
      for field in "$@"; do echo "    $field"; done; } >"$ROOT/config/people/alice.yaml"
}
as alice
now 2026-01-10T00:00:00Z
signed "Accepted and landed"
push origin HEAD:one/a
signed "Accepted, but git fails"
touch "$ROOT/server.git/refs/heads/one/a.lock"
push origin HEAD:one/a
rm "$ROOT/server.git/refs/heads/one/a.lock"
say "retired since: what landed goes on to other branches, what did not does not"
alice "retired: 2026-02-01"
now 2026-03-01T00:00:00Z
push origin HEAD~1:refs/heads/two/a
push origin HEAD:one/a
push origin HEAD:two/a
say "expired, and grown too old"
alice "expires: 2026-02-01"
push origin HEAD~1:refs/heads/two/b
push origin HEAD:two/b
alice
now 2029-01-01T00:00:00Z
push origin HEAD~1:refs/heads/two/c
push origin HEAD:two/c
say "the ledger lost: it is made anew of its lines"
log_lines >"$ROOT/lines"
rm "$ROOT"/state/ledger.db*
"$ROOT/refwarden" ledger rebuild "$ROOT/lines"
alice "retired: 2026-02-01"
push origin HEAD~1:refs/heads/two/d
push origin HEAD:two/d

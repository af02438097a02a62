# alice FIELDS...: her file, with these fields of her key.
alice() {
    { printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n  - id: alice-key\n    ssh: "%s"\n    enrolled: 2025-01-01\n' \
        "$(cat "$ROOT/keys/alice.pub")"
      for field in "$@"; do echo "    $field"; done; } >"$ROOT/config/people/alice.yaml"
}
as alice
now 2026-01-10T00:00:00Z
signed "Before the compromise"
push origin HEAD:release/1
now 2026-02-10T00:00:00Z
signed "After the compromise"
push origin HEAD:release/1
as bob
signed "By bob"
push origin HEAD:release/1
say "the key is found to be compromised since between the two"
alice "compromised: 2026-02-01"
now 2026-03-01T00:00:00Z
signed "By bob again"
say "the branch that holds them goes on"
push origin HEAD:release/1
say "no other one gets them, under the same rule or another"
push origin HEAD:release/2
push origin HEAD:other/2
say "what was accepted before counts everywhere"
push origin HEAD~3:refs/heads/release/3
push origin HEAD~3:refs/heads/other/3
say "nothing new by that key"
as alice
signed "By the key that is compromised"
push origin HEAD:release/1
git reset -q --hard HEAD~1
say "until someone vouches"
sed "s/signed-by: \[maintainers\]}/signed-by: [maintainers], vouched: [$(git rev-parse HEAD~1)]}/" \
    "$ROOT/config/policy.yaml" >"$ROOT/policy.yaml" && cp "$ROOT/policy.yaml" "$ROOT/config/policy.yaml"
push origin HEAD:release/2

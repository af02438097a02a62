refwarden() {
    status=0
    echo "\$ refwarden $*" | sed "s|$ROOT|ROOT|g"
    "$ROOT/refwarden" "$@" 2>&1 || status=$?
    echo "exit status $status"
    echo
}
cat >"$ROOT/config/people/alice.yaml" <<END
# Alice, since the beginning.
name: Alice   # as she spells it
emails: [alice@example.org]
accounts: [alice]
keys:
  - id: alice-key          # the old laptop
    ssh: "$(cat "$ROOT/keys/alice.pub")"
    enrolled: 2025-01-01
  # the new one
  - {id: alice-second, ssh: "$(cat "$ROOT/keys/second.pub")", enrolled: 2025-06-01}   # still good
END
cp "$ROOT/config/people/alice.yaml" "$ROOT/alice.yaml"
refwarden key list
refwarden person list
refwarden person show alice
refwarden person show nobody
refwarden key retire alice-key --at 2026-01-01
refwarden key compromised alice-second --since 2026-02-01T08:00:00Z
diff "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml" | sed 's/AAAA[^ "]*/…/'
refwarden key retire nothing
refwarden key compromised alice-key --since soon
say "somebody new, with a key"
refwarden person add dave --name "Dave D." --email dave@example.org --account dave
refwarden key add dave "$ROOT/keys/mallory.pub" --id dave-key --hardware
cat "$ROOT/config/people/dave.yaml" | sed 's/AAAA[^ "]*/…/; s/enrolled: .*/enrolled: TODAY/'
refwarden key add dave "$ROOT/keys/alice.pub" --id dave-second
refwarden key add dave "$ROOT/keys/alice-token.pub" --id dave-key
refwarden key add nobody "$ROOT/keys/alice-token.pub" --id x
refwarden person add ../../evil --name Evil
refwarden person left alice --at 2026-12-31
tail -1 "$ROOT/config/people/alice.yaml"
say "nothing is changed while the configuration is broken"
echo 'version: 3' >>"$ROOT/config/policy.yaml"
refwarden key retire alice-key --at 2026-01-02

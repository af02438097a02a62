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
refwarden person show bob --json
refwarden person list --json | tr -d " \n"
echo
refwarden person show nobody
refwarden key retire alice-key --at 2026-01-01
refwarden key compromised alice-second --since 2026-02-01T08:00:00Z
diff "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml" | sed 's/AAAA[^ "]*/…/'
refwarden key retire nothing
refwarden key compromised alice-key --since soon
say "a later time takes something back, and one to come refuses nothing yet"
refwarden key compromised alice-second --since 2026-02-02
refwarden key retire bob-key --at 2099-01-01
say "nobody has such a key, and nothing in the log does"
refwarden key trace alice-kye
refwarden key trace --person alcie
say "someone new, with a key"
refwarden person add dave --name "Dave D." --email dave@example.org --account dave
refwarden key add dave "$ROOT/keys/mallory.pub" --id dave-key --hardware
cat "$ROOT/config/people/dave.yaml" | sed 's/AAAA[^ "]*/…/; s/enrolled: .*/enrolled: TODAY/'
refwarden key add dave "$ROOT/keys/alice.pub" --id dave-second
refwarden key add dave "$ROOT/keys/alice-token.pub" --id dave-key
refwarden key add nobody "$ROOT/keys/alice-token.pub" --id x
say "too short a key for any rule"
ssh-keygen -q -t rsa -b 1024 -N '' -f "$ROOT/keys/short"
refwarden key add dave "$ROOT/keys/short.pub" --id dave-short
sed -i '/- id: dave-short/,/enrolled:/d' "$ROOT/config/people/dave.yaml"
refwarden person add ../../evil --name Evil
refwarden person add team/eve --name Eve
refwarden person add .eve --name Eve
refwarden person left alice --at 2026-12-31
tail -1 "$ROOT/config/people/alice.yaml"
say "many at once, from an allowed-signers file"
{
    echo '# who may sign'
    echo "bob@example.org $(cat "$ROOT/keys/bob.pub")"
    echo "dave@example.org,d@example.org namespaces=\"git\",valid-after=\"20260101\",valid-before=\"20301231Z\" $(cat "$ROOT/keys/bob-token.pub")"
    echo "stranger@example.org $(cat "$ROOT/keys/mallory-token.pub")"
    echo "carol@example.org cert-authority $(cat "$ROOT/keys/alice-token.pub")"
    echo "carol@example.org ssh-ed25519 AAAAnonsense"
    echo "carol@example.org"
    echo "carol@example.org namespaces=\"file,!git,*\" $(cat "$ROOT/keys/alice-token.pub")"
    echo "carol@example.org Cert-Authority $(cat "$ROOT/keys/alice-token.pub")"
    echo "dave@example.org,carol@example.org $(cat "$ROOT/keys/alice-token.pub")"
    echo "carol@example.org namespaces=\"file,g?t\" $(cat "$ROOT/keys/alice-token.pub")"
} >"$ROOT/signers"
refwarden key add "$ROOT/signers"
sed -n '2p;3p;11p' "$ROOT/signers" >"$ROOT/good"
refwarden key import --yes "$ROOT/good"
sed 's/AAAA[^ "]*/…/' "$ROOT/config/people/dave.yaml" | tail -4
refwarden key add "$ROOT/keys/bob.pub"
say "certificates: of an authority, and of a person"
authority Corp
certificate Corp carol carol@example.org
refwarden key add carol "$ROOT/ca/carol.pem" --id carol-smime
refwarden key add carol "$ROOT/ca/Corp.pem" --id carol-smime
tail -3 "$ROOT/config/people/carol.yaml" | sed 's/enrolled: .*/enrolled: TODAY/'
refwarden key add bob "$ROOT/ca/carol.pem" --id bob-smime --authority authorities/carol-smime.pem
certificate Corp bob bob@example.org
refwarden key add bob "$ROOT/ca/bob.pem" --id bob-smime --authority authorities/carol-smime.pem
refwarden key list | grep smime
say "files that are no key"
cat "$ROOT/keys/bob.pub" "$ROOT/keys/carol.pub" >"$ROOT/two.pub"
refwarden key add bob "$ROOT/two.pub" --id two
refwarden key add bob "$ROOT/keys/carol" --id carol
cat "$ROOT/ca/Corp.pem" "$ROOT/keys/carol" >"$ROOT/both.pem"
refwarden key add carol "$ROOT/both.pem" --id both
printf '%s\n' '-----BEGIN CERTIFICATE-----' 'AAAA' '-----END CERTIFICATE-----' >"$ROOT/bad.pem"
refwarden key add bob "$ROOT/bad.pem" --id bad
printf '%s\n' '-----BEGIN PGP PUBLIC KEY BLOCK-----' '' 'AAAA' '-----END PGP PUBLIC KEY BLOCK-----' >"$ROOT/bad.asc"
refwarden key add bob "$ROOT/bad.asc" --id bad
ls "$ROOT/config/keys" "$ROOT/config/authorities"
say "nothing is changed while the configuration is broken"
echo 'version: 3' >>"$ROOT/config/policy.yaml"
refwarden key retire alice-key --at 2026-01-02

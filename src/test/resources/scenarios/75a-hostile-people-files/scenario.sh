refwarden() {
    status=0
    echo "\$ refwarden $*" | sed "s|$ROOT|ROOT|g"
    "$ROOT/refwarden" "$@" 2>&1 || status=$?
    echo "exit status $status"
    echo
}
people=$ROOT/config/people
alice=$(cat "$ROOT/keys/alice.pub") second=$(cat "$ROOT/keys/second.pub")
# laid LAYOUT: standard input becomes Alice's file; a key of hers is retired, and the difference shown.
laid() {
    say "$1"
    sed "s|@alice@|$alice|; s|@second@|$second|" >"$people/alice.yaml"
    cp "$people/alice.yaml" "$ROOT/before"
    refwarden key retire alice-key --at 2026-01-01
    diff "$ROOT/before" "$people/alice.yaml" | sed 's/AAAA[^ "]*/…/' | cat -A | sed 's/\$$//' || true
    refwarden key add alice "$ROOT/keys/mallory.pub" --id alice-third | tail -2
    "$ROOT/refwarden" key list | grep alice | sed 's/  *SHA256.*//'
}
laid "flow style, over several lines" <<'END'
{name: Alice, # she
 emails: [alice@example.org],
 keys: [
   {id: alice-second, ssh: "@second@", enrolled: 2025-06-01}, # the other one
   {id: alice-key,
    ssh: "@alice@", # } retired: never
    enrolled: 2025-01-01,
   },
 ]}
END
laid "CRLF, a byte order mark, wide indentation and no end of the last line" <<END
$(printf '\357\273\277name: Alice\r\nemails: [alice@example.org]\r\nkeys:\r\n-      id: alice-second\r\n       ssh: "@second@"\r\n       enrolled: 2025-06-01\r\n\r\n# mine\r\n-      enrolled: 2025-01-01\r\n       # id: alice-second\r\n       ssh: "@alice@"\r\n       id: alice-key   # retired: no')
END
laid "keys that are quoted, a value that is there already" <<'END'
---
"keys":
- "id": 'alice-key'
  'ssh': "@alice@"
  retired: 2026-06-01 # for the time being
  enrolled: 2025-01-01
name: Alice
emails: [alice@example.org]
...
END
laid "too clever: nothing is changed" <<'END'
name: Alice
emails: [alice@example.org]
keys:
  - ? id
    : alice-key
    ssh: "@alice@"
    enrolled: 2025-01-01
END
laid "anchors are not allowed anywhere" <<'END'
name: Alice
emails: [alice@example.org]
keys: &all
  - id: alice-key
    ssh: "@alice@"
    enrolled: 2025-01-01
END
say "an editor stopped half-way: every push is refused, and no command makes it worse"
printf 'name: Alice\nemails: [alice@example.org]\nkeys:\n  - id: alice-key\n    ssh: "ssh-ed25519 AAA' >"$people/alice.yaml"
cp "$people/alice.yaml" "$ROOT/before"
as bob
signed "By bob"
push origin HEAD:main
refwarden key compromised bob-key --since 2026-01-01
refwarden key trace bob-key
cmp "$ROOT/before" "$people/alice.yaml" && echo "as it was"
say "what a command that was stopped left behind is in nobody's way"
printf 'name: Alice\nemails: [alice@example.org]\nkeys:\n  - id: alice-key\n    ssh: "%s"\n    enrolled: 2025-01-01\n' "$alice" >"$people/alice.yaml"
printf 'name: Al' >"$people/.alice.yaml.new"
refwarden key retire alice-key --at 2026-01-01
ls -A "$people" | grep alice
say "and neither is an editor that has the file open, nor a pipe"
ln -s somebody@host.1234 "$people/.#alice.yaml"
mkfifo "$ROOT/config/pipe"
refwarden key retire alice-key --at 2026-01-02 | tail -3
rm "$people/.#alice.yaml" "$ROOT/config/pipe"
say "many commands at once: what one of them says that it did is there"
for i in 1 2 3 4 5 6; do
    ssh-keygen -q -t ed25519 -N '' -C "$i" -f "$ROOT/many$i"
done
for i in 1 2 3 4 5 6; do
    "$ROOT/refwarden" key add alice "$ROOT/many$i.pub" --id "many$i" >"$ROOT/many$i.said" 2>&1 &
done
wait
cat "$ROOT"/many?.said | sed -n 's/ is enrolled for alice.*//p' >"$ROOT/said"
sed -n 's/^  - id: \(many\)/\1/p' "$people/alice.yaml" | sort >"$ROOT/enrolled"
cmp "$ROOT/said" "$ROOT/enrolled" && test -s "$ROOT/said" && echo "all of it"
say "who may read a file is who could read it before"
chmod 640 "$people/alice.yaml"
refwarden key compromised alice-key --since 2026-02-01 | tail -2
stat -c %a "$people/alice.yaml"
say "forty certificates in one file"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40; do
    printf '%s\n' '-----BEGIN PGP PUBLIC KEY BLOCK-----' '' "mDMEZ0$i" '-----END PGP PUBLIC KEY BLOCK-----'
done >"$ROOT/forty.asc"
refwarden key add bob "$ROOT/forty.asc" --id bob-gpg
ls "$ROOT/config/keys"

# Many people; what their files say counts at once, whatever was read before.
for number in $(seq 150); do
    printf 'name: Colleague %d\nemails: [colleague-%d@example.org]\nkeys:\n  - {id: key-%d, ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA%042d, enrolled: 2025-01-01}\n' \
        "$number" "$number" "$number" "$number" >"$ROOT/config/people/colleague-$number.yaml"
done
as alice
now 2026-01-10T00:00:00Z
signed "First"
push origin HEAD:main
say "a change counts with the very next push, also one of the same length in the same second"
cp -p "$ROOT/config/people/alice.yaml" "$ROOT/alice.yaml"
sed -i 's/alice@example.org/alicf@example.org/' "$ROOT/config/people/alice.yaml"
touch -r "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
signed "Second"
push origin HEAD:main
cp -p "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
push origin HEAD:main
say "a key is retired; a person is gone"
sed -i '/enrolled/s/}*$/\n    retired: 2026-01-02/' "$ROOT/config/people/alice.yaml"
signed "Third"
push origin HEAD:main
rm "$ROOT/config/people/alice.yaml"
push origin HEAD:main
cp -p "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
say "a mistake anywhere refuses every push"
echo 'colour: red' >>"$ROOT/config/people/colleague-77.yaml"
push origin HEAD:main
sed -i '$d' "$ROOT/config/people/colleague-77.yaml"
push origin HEAD:main
say "nobody signed this"
commit "Fourth"
push origin HEAD:main

# So many colleagues that what their files say is kept from one push to the next.
for number in $(seq 150); do
    printf 'name: Colleague %d\nemails: [colleague-%d@example.org]\nkeys:\n  - {id: key-%d, ssh: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA%042d, enrolled: 2025-01-01}\n' \
        "$number" "$number" "$number" "$number" >"$ROOT/config/people/colleague-$number.yaml"
done
kept=$ROOT/state/configuration
# kept_since FILE: whether what is kept is younger than that file.
kept_since() {
    if [ "$kept" -nt "$1" ]; then say "(kept anew)"; else say "(as kept before)"; fi
    touch "$ROOT/mark"
}
as alice
now 2026-01-10T00:00:00Z
touch "$ROOT/mark"
signed "First"
push origin HEAD:main
kept_since "$ROOT/mark"
signed "Second"
push origin HEAD:main
kept_since "$ROOT/mark"
say "a change counts with the very next push, also one of the same length in the same second"
cp -p "$ROOT/config/people/alice.yaml" "$ROOT/alice.yaml"
sed -i 's/alice@example.org/alicf@example.org/' "$ROOT/config/people/alice.yaml"
touch -r "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
signed "Third"
push origin HEAD:main
cp -p "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
push origin HEAD:main
touch "$ROOT/mark"
say "what is kept helps nobody whose key is retired, or who is no longer there"
sed -i '/enrolled/s/}*$/\n    retired: 2026-01-02/' "$ROOT/config/people/alice.yaml"
signed "Fourth"
push origin HEAD:main
rm "$ROOT/config/people/alice.yaml"
push origin HEAD:main
cp -p "$ROOT/alice.yaml" "$ROOT/config/people/alice.yaml"
say "a mistake anywhere refuses every push"
echo 'colour: red' >>"$ROOT/config/people/colleague-77.yaml"
push origin HEAD:main
sed -i '$d' "$ROOT/config/people/colleague-77.yaml"
say "damaged, emptied, or something else: then it is of no use"
printf 'x' | dd of="$kept" bs=1 seek=3000 conv=notrunc status=none
push origin HEAD:main
: >"$kept"
signed "Fifth"
push origin HEAD:main
rm "$kept"
mkdir "$kept"
signed "Sixth"
push origin HEAD:main
rmdir "$kept"
say "nobody signed this"
commit "Seventh"
push origin HEAD:main

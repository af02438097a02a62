server_tells
account gitea
approved() {
    push -o "approval=$(approval "$1" "$2" "$ZERO" "$3")" origin "$3:$2"
}
say "a robot pushes what alice signed, as alice and as bob approve"
as alice
signed "By alice" guarded
approved alice refs/heads/one HEAD
approved bob refs/heads/one HEAD
approved alice refs/approved/one HEAD
say "a tag that brings it rests on more than its signer, too"
signed "More by alice" guarded
as bob
git tag -s -m "One" v1
approved bob refs/tags/v1 v1
as alice
git tag -s -f -m "One" v1 >/dev/null
approved bob refs/tags/v1 v1
say "a signature by a key that does not count makes nobody its signer"
as bob
signed "By a key of bob's that is retired" guarded
sed -i 's/enrolled: .*/&\n    retired: 2026-01-01/' "$ROOT/config/people/bob.yaml"
approved alice refs/heads/two HEAD
approved alice refs/approved/two HEAD
say "nor does one of someone who left"
sed -i '/retired/d' "$ROOT/config/people/bob.yaml"
echo 'left: 2026-01-01' >>"$ROOT/config/people/bob.yaml"
approved alice refs/heads/two HEAD
push -o "approval=$(approval alice refs/heads/two "$ZERO" HEAD)" \
    -o "approval=$(approval carol refs/heads/two "$ZERO" HEAD)" origin HEAD:two

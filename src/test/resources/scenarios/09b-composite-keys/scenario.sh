rw() {
    echo "\$ refwarden $*" | sed "s|$ROOT|ROOT|g"
    "$ROOT/refwarden" "$@" 2>&1 | sed "s|$ROOT|ROOT|g; s/enrolled 20[0-9-]*/enrolled TODAY/"
    echo
}
say "a composite of ML-DSA-44 and Ed25519 that is not enrolled"
as alice alice-composite
signed "First"
push origin main HEAD:refs/heads/any
say "enrolled"
rw key add alice "$ROOT/keys/alice-composite.pub" --id alice-composite
rw policy explain --repo server --ref refs/heads/main
push origin HEAD:refs/heads/any
say "it signs what is pushed where its type is demanded, an Ed25519 key does not"
push origin main
git checkout -q -b plain
as alice
signed "By Ed25519"
push origin HEAD:refs/heads/any HEAD:refs/heads/main
say "the same key under the name that OpenSSH 10.4 gave it, and its Ed25519 half as a key of its own: enrolled already"
sed 's/^ssh-mldsa44-ed25519 /ssh-mldsa44-ed25519@openssh.com /' "$ROOT/keys/alice-composite.pub" >"$ROOT/wrong.pub"
rw key add bob "$ROOT/wrong.pub" --id bob-other
rw key list

server_tells
account alice
export SSH_SK_PROVIDER=/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so
git config gpg.ssh.program ssh-keygen
{
    printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n'
    for type in ed25519-sk ecdsa-sk; do
        ssh-keygen -q -t $type -N '' -C $type -f "$ROOT/$type"
        printf '  - id: alice-%s\n    ssh: "%s"\n    hardware: true\n    enrolled: 2025-01-01\n' $type "$(cat "$ROOT/$type.pub")"
    done
} >"$ROOT/config/people/alice.yaml"
for type in ed25519-sk ecdsa-sk; do
    say "a key of type $type, made and used by OpenSSH"
    git config user.signingKey "$ROOT/$type.pub"
    signed "By $type"
    push origin main
    push --signed origin main
done

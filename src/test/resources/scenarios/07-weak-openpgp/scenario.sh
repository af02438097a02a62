export GNUPGHOME="$ROOT/g"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all' EXIT
git config gpg.format openpgp
# with KEY OPTIONS: commits are signed by this key with these options of gpg.
with() {
    key=$1
    shift
    printf '#!/bin/sh\nexec gpg --batch --pinentry-mode loopback --passphrase "" --no-tty %s "$@"\n' "$*" >"$ROOT/gpg"
    chmod +x "$ROOT/gpg"
    git config gpg.program "$ROOT/gpg"
    git config user.signingKey "$key"
}
key() {
    printf 'Key-Type: %s\n%sKey-Usage: sign\nName-Real: Alice\nName-Email: alice@example.org\nExpire-Date: 0\n%%no-protection\n' "$1" "$2" |
        gpg --batch --quiet --gen-key 2>/dev/null
    gpg --list-keys --with-colons 2>/dev/null | sed -n 's/^fpr:*\([0-9A-F]*\):$/\1/p' | tail -1
}
rsa=$(key RSA "Key-Length: 3072
")
small=$(key RSA "Key-Length: 1024
")
dsa=$(key DSA "Key-Length: 2048
")
edwards=$(key EDDSA "Key-Curve: ed25519
")
{
    printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n'
    for fingerprint in $rsa $small $dsa $edwards; do
        gpg --armor --export "$fingerprint" >"$ROOT/config/keys/$fingerprint.asc"
        id=gpg-$(echo "$fingerprint" | cut -c1-8 | tr A-Z a-z)
        printf '  - id: %s\n    openpgp: keys/%s.asc\n    enrolled: 2025-01-01\n' "$id" "$fingerprint"
    done
} >"$ROOT/config/people/alice.yaml"
"$ROOT/refwarden" policy check 2>&1 | sed "s/keys.[0-9A-F]*.asc/KEYFILE/"
say "RSA with SHA-1, RSA of 1024 bits, DSA"
with "$rsa" --digest-algo SHA1
signed "SHA-1"
push origin main
git checkout -q --orphan small
with "$small"
signed "RSA-1024"
push origin HEAD:main
git checkout -q --orphan dsa
with "$dsa"
signed "DSA"
push origin HEAD:main
say "RSA with SHA-512, then Ed25519"
git checkout -q --orphan good
with "$rsa" --digest-algo SHA512
signed "RSA-3072"
push origin HEAD:main
with "$edwards"
signed "Ed25519"
push origin HEAD:main

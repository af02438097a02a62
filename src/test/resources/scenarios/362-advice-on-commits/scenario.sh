# Whatever can be wrong with commits, and what is told about it, done as it is told in a fresh clone with git's own settings.
server_tells
newcomer
cp "$ROOT/keys/alice-token.pub" "$HOME/.ssh/id_token.pub"
for name in old retired new future tagger taken; do
    ssh-keygen -q -t ed25519 -N '' -C $name -f "$ROOT/keys/$name"
done
ssh-keygen -q -t rsa -b 2048 -N '' -C small -f "$ROOT/keys/small"
authority Corp
authority Other
cp "$ROOT/ca/Corp.pem" "$ROOT/config/authorities/"
certificate Other impostor alice@example.org
export GNUPGHOME="$ROOT/g"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all' EXIT
printf 'Key-Type: RSA\nKey-Length: 3072\nKey-Usage: sign\nName-Real: Alice\nName-Email: alice@example.org\nExpire-Date: 0\n%%no-protection\n' |
    gpg --batch --quiet --gen-key 2>/dev/null
gpg --armor --export alice@example.org >"$ROOT/config/keys/alice.asc"
# enrolled NAME DAY [FIELD]...
enrolled() {
    printf '  - id: alice-%s\n    ssh: "%s"\n    enrolled: %s\n' "$1" "$(cat "$ROOT/keys/${3:-$1}.pub")" "$2"
}
{
    printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\nkeys:\n'
    enrolled new 2026-11-20
    enrolled future 2027-06-01
    enrolled old 2025-01-01
    echo '    expires: 2026-01-01'
    enrolled retired 2025-01-01
    echo '    retired: 2026-01-01'
    enrolled taken 2025-01-01
    echo '    compromised: 2026-01-01'
    enrolled tagger 2025-01-01
    echo '    for: [tags]'
    enrolled small 2025-01-01
    enrolled key 2025-01-01 alice
    enrolled token 2025-01-01 alice-token
    echo '    hardware: true'
    printf '  - id: alice-gpg\n    openpgp: keys/alice.asc\n    enrolled: 2025-01-01\n'
    printf '  - id: alice-smime\n    x509: {email: alice@example.org, authority: authorities/Corp.pem}\n    enrolled: 2025-01-01\n'
} >"$ROOT/config/people/alice.yaml"
"$ROOT/refwarden" policy check | tail -1
now 2026-11-25T12:00:00Z
# by KEY SUBJECT: a commit without changes, signed with that key whatever is set up.
by() {
    tick
    git -c gpg.format=ssh -c "user.signingKey=$ROOT/keys/$1.pub" commit -q -S --allow-empty -m "$2"
}
# story NAME WORDS: a fresh clone, in which something is about to happen on a branch of its own.
story() {
    fresh "$2"
    git checkout -q --orphan "$1"
}

story ours/changed "changed after signing"
by alice "Good"
git cat-file commit HEAD | sed 's/^Good$/Changed/' >"$ROOT/bad"
git reset -q --hard "$(raw "$ROOT/bad")"
fixed origin ours/changed
story ours/twice "signed twice"
by alice "Twice"
git cat-file commit HEAD | awk -v header="^$SIGNED " '{ print } $0 ~ header, /END SSH/ { kept = kept $0 "\n" } /END SSH/ { printf "%s", kept }' >"$ROOT/bad"
git reset -q --hard "$(raw "$ROOT/bad")"
fixed origin ours/twice
story ours/odd "a commit as no git writes it: it is made again"
by alice "Odd"
git cat-file commit HEAD | sed 's/^author .*/&\n&/' >"$ROOT/bad"
odd=$(raw "$ROOT/bad")
push origin "$odd:refs/heads/ours/odd"
git update-ref -d HEAD
by alice "Made again"
told origin ours/odd
# signs: git is set up already.
signs() {
    git config gpg.format ssh
    git config user.signingKey "$ROOT/keys/${1:-alice}.pub"
}
story own "written by someone else"
signs
tick
git commit -q -S --allow-empty --author 'Eve <eve@example.net>' -m "Not hers"
fixed origin own
story ours/address "under another address, and one commit above it"
signs
tick
git -c user.email=alice@laptop.local commit -q -S --allow-empty -m "From the laptop"
by alice "At home"
fixed origin ours/address
story bobs/1 "by someone whose signature does not count: bob takes it over"
by alice "For bob"
push origin bobs/1
(as bob && git -c gpg.format=ssh -c "user.signingKey=$ROOT/keys/bob.pub" commit -q --amend --allow-empty --no-edit -S)
told origin bobs/1
story bobs/2 "not signed, by someone whose signature does not count: not told to sign"
tick
git commit -q --allow-empty -m "Not signed"
push origin bobs/2

story strong "a small key"
by small "Small"
fixed origin strong
story typed "a key of a type that does not count"
by alice "Typed"
fixed origin typed
story ours/purpose "a key for tags"
by tagger "For tags"
fixed origin ours/purpose
story hardware "no hardware"
by alice "No hardware"
fixed origin hardware
story touched "a token that nobody touched"
signs alice-token
TOKEN_FLAGS=0 by alice-token "Not touched"
fixed origin touched
story pinned "a token that asked for no PIN"
signs alice-token
TOKEN_FLAGS=1 by alice-token "No PIN"
export TOKEN_FLAGS=5
fixed origin pinned
unset TOKEN_FLAGS
story cooled "a new key"
by new "New"
fixed origin cooled
story ours/future "a key that does not count yet"
by future "Early"
fixed origin ours/future
story ours/old "a key that has expired, first and last of three"
by old "First"
by alice "Second"
by old "Third"
fixed origin ours/old
story ours/retired "a retired key"
by retired "Retired"
fixed origin ours/retired
story ours/taken "a key that was stolen: looked at, and made again"
by taken "Taken"
push origin ours/taken
git update-ref -d HEAD
by alice "Made again"
told origin ours/taken
story ours/stranger "a key that is not enrolled"
by mallory "Stranger"
fixed origin ours/stranger

say "tags, by keys that do not count"
# tag_by KEY NAME
tag_by() {
    tick
    git -c gpg.format=ssh -c "user.signingKey=$ROOT/keys/$1.pub" tag -s -m "$2" "$2"
}
git config --unset gpg.format || true
git config --unset user.signingKey || true
tag_by retired v1
fixed origin v1
tag_by old v2
fixed origin v2
git config --unset user.signingKey
tag_by mallory v3
fixed origin v3
(as bob && git -c gpg.format=ssh -c "user.signingKey=$ROOT/keys/bob.pub" tag -s -m v4 v4)
push origin v4
git tag -d v4 >/dev/null
tag_by alice v4
told origin v4

unset REFWARDEN_TEST_NOW
story ours/issuer "a certificate of another authority"
(certified impostor && tick && git commit -q -S --allow-empty -m "By an impostor")
git config --unset gpg.format
git config --unset user.signingKey
fixed origin ours/issuer
story ours/digest "a signature over SHA-1: gpg is told better, and the rest is done as it is told"
printf '#!/bin/sh\nexec gpg --batch --no-tty %s "$@"\n' "--digest-algo SHA1" >"$ROOT/gpg"
chmod +x "$ROOT/gpg"
tick
git -c gpg.format=openpgp -c gpg.program="$ROOT/gpg" -c user.signingKey=alice@example.org commit -q -S --allow-empty -m "SHA-1"
git config gpg.format openpgp
git config user.signingKey alice@example.org
fixed origin ours/digest

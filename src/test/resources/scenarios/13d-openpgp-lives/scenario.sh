export GNUPGHOME="$ROOT/g"
mkdir -m 700 "$GNUPGHOME"
# An agent that is slow to answer itself on a crowded machine would end.
echo disable-check-own-socket >"$GNUPGHOME/gpg-agent.conf"
trap '[ $? = 0 ] || tail -20 "$ROOT/gpg.log"; gpgconf --kill all' EXIT
# On a crowded machine gpg does not always reach its agent in time.
steady() {
    for try in 1 2 3 4 5; do
        command gpg --no-tty --yes "$@" <"$ROOT/stdin" 2>>"$ROOT/gpg.log" && return 0
        sleep "$try"
    done
    return 1
}
gpg() {
    : >"$ROOT/stdin"
    steady --batch --quiet --passphrase '' --pinentry-mode loopback "$@"
}
# answering WORDS ARGUMENTS...: gpg is told these words, a line each.
answering() {
    printf '%b' "$1" >"$ROOT/stdin"
    shift
    steady --command-fd 0 "$@"
}
cat >"$ROOT/steady-gpg" <<'END'
#!/bin/sh
cat >"$ROOT/signed"
for try in 1 2 3 4 5; do gpg "$@" <"$ROOT/signed" && exit 0; sleep "$try"; done
exit 1
END
chmod +x "$ROOT/steady-gpg"
git config gpg.program "$ROOT/steady-gpg"
git config gpg.format openpgp
fingerprints() {
    gpg --list-keys --with-colons "$1" | awk -F: '/^fpr/ { print $10 }'
}
# enrolled [LINES]: what Alice's file says from now on, her certificate being config/keys/alice.asc.
enrolled() {
    printf 'name: Alice\nemails: [alice@example.org]\nkeys:\n  - id: alice-gpg\n    openpgp: keys/alice.asc\n    enrolled: 2025-01-01\n%s' \
        "${1:-}" >"$ROOT/config/people/alice.yaml"
}
# attempt WHAT COMMIT REF
attempt() {
    if git push -q origin "$2:refs/heads/$3" >"$ROOT/push.out" 2>&1; then
        echo "$1: accepted"
    else
        echo "$1: refused: $(sed -n 's/.*): \(.*\[[a-z-]*\]\) *$/\1/p; s/.*: \(no such key.*\]\) *$/\1/p' "$ROOT/push.out" |
            sed 's/\(on\|from\) [0-9-]*T[0-9:.]*Z/\1 TIME/; s/about [0-9]* days/about a week/; s/since [0-9-]* /since TODAY /' | sort -u | tr '\n' ' ')"
    fi
}
# changed ARMOR...: the certificate with these put into it, by a keyring that has no secrets.
changed() {
    public=$(mktemp -d "$ROOT/public.XXXXXX")
    for armor; do
        command gpg --homedir "$public" --no-autostart --batch --quiet --import "$armor" 2>>"$ROOT/gpg.log"
    done
    command gpg --homedir "$public" --no-autostart --batch --armor --export alice@example.org 2>>"$ROOT/gpg.log" \
        >"$ROOT/config/keys/alice.asc"
}
# revocation REASON FILE [COMMAND]
revocation() {
    answering "y\n$1\n\ny\n" --armor --output "$2" "${3:---gen-revoke}" alice@example.org
}

say "a certificate whose subkey signs"
gpg --quick-gen-key "Alice <alice@example.org>" ed25519 cert 0
primary=$(fingerprints alice | head -1)
gpg --quick-add-key "$primary" ed25519 sign 30d
first=$(fingerprints alice | sed -n 2p)
git config user.signingKey "$first!"
gpg --armor --export alice@example.org >"$ROOT/active.asc"
changed "$ROOT/active.asc"
enrolled
now "$(date -u -d '-1 day' +%Y-%m-%dT%H:%M:%SZ)"
signed "Accepted while all was well"
attempt "by the subkey" HEAD one/a
old=$(git rev-parse HEAD)
unset REFWARDEN_TEST_NOW
signed "Not accepted yet"
new=$(git rev-parse HEAD)

say "the subkey expires, and is refreshed"
now "$(date -u -d '+40 days' +%Y-%m-%dT%H:%M:%SZ)"
attempt "new" "$new" two/expired
attempt "accepted before" "$old" two/expired
gpg --quick-set-expire "$primary" 90d "$first"
gpg --armor --export alice@example.org >"$ROOT/refreshed.asc"
changed "$ROOT/active.asc" "$ROOT/refreshed.asc"
attempt "new, refreshed" "$new" two/refreshed
unset REFWARDEN_TEST_NOW

say "a second subkey takes its place"
gpg --quick-add-key "$primary" ed25519 sign 1y
second=$(fingerprints alice | sed -n 3p)
git config user.signingKey "$second!"
signed "By the second subkey"
attempt "by a subkey that the file does not hold yet" HEAD one/rotated
gpg --armor --export alice@example.org >"$ROOT/rotated.asc"
changed "$ROOT/rotated.asc"
sed 's/rsa-min-bits: 3072/cool-down: 7d/' "$ROOT/config/policy.yaml" >"$ROOT/cool.yaml"
cp "$ROOT/config/policy.yaml" "$ROOT/usual.yaml"
cp "$ROOT/cool.yaml" "$ROOT/config/policy.yaml"
attempt "by a subkey that is new here" HEAD two/rotated
cp "$ROOT/usual.yaml" "$ROOT/config/policy.yaml"
attempt "by the second subkey" HEAD one/rotated
git reset -q --hard "$new"
git config user.signingKey "$first!"

say "too small a subkey"
gpg --quick-add-key "$primary" rsa2048 sign 1y
small=$(fingerprints alice | sed -n 4p)
gpg --armor --export alice@example.org >"$ROOT/small.asc"
changed "$ROOT/small.asc"
git config user.signingKey "$small!"
signed "By a small key"
attempt "rsa2048 where 3072 are required" HEAD two/small
attempt "where nothing is said" HEAD one/small
git reset -q --hard "$new"

say "one subkey alone is revoked"
cp -r "$GNUPGHOME" "$ROOT/g2"
answering 'key 1\nrevkey\ny\n1\n\ny\nsave\n' --homedir "$ROOT/g2" --edit-key alice@example.org
command gpg --homedir "$ROOT/g2" --armor --export alice@example.org >"$ROOT/config/keys/alice.asc" 2>>"$ROOT/gpg.log"
gpgconf --homedir "$ROOT/g2" --kill all
git config user.signingKey "$first!"
git checkout -q --orphan apart
signed "Not accepted either"
attempt "by the subkey that is revoked" HEAD one/revoked-subkey
git config user.signingKey "$second!"
git commit -q --amend --no-edit -S
attempt "by the other one" HEAD one/other-subkey
git checkout -q main

say "the certificate is revoked, for each reason"
git config user.signingKey "$first!"
git reset -q --hard "$old"
signed "Never accepted"
never=$(git rev-parse HEAD)
number=0
for reason in unspecified compromised superseded unused; do
    revocation "$number" "$ROOT/$reason.asc"
    number=$((number + 1))
    changed "$ROOT/rotated.asc" "$ROOT/$reason.asc"
    attempt "$reason, new" "$never" "one/$reason"
    attempt "$reason, accepted before" "$old" "two/$reason"
    "$ROOT/refwarden" key list | grep alice-gpg | sed "s/$primary/ALICE/; s/on 20[0-9T:-]*Z/on TIME/"
done
changed "$ROOT/rotated.asc" "$ROOT/unspecified.asc"
enrolled "    retired: $(date -u +%Y-%m-%d)
"
attempt "no reason, but retired in the file, new" "$never" one/softened
attempt "no reason, but retired in the file, accepted before" "$old" two/softened
changed "$ROOT/rotated.asc" "$ROOT/compromised.asc"
attempt "compromised, and retired in the file, accepted before" "$old" two/not-softened
enrolled "left: $(date -u +%Y-%m-%d)
"
changed "$ROOT/rotated.asc" "$ROOT/unspecified.asc"
attempt "no reason, and Alice left, accepted before" "$old" two/left

say "someone whom the certificate names revokes it"
gpg --quick-gen-key "Rita <rita@example.org>" ed25519 sign 0
rita=$(fingerprints rita | head -1)
answering "addrevoker\n$rita\ny\nsave\n" --edit-key alice@example.org >/dev/null
revocation 2 "$ROOT/by-rita.asc" --desig-revoke
gpg --armor --export alice@example.org >"$ROOT/revocable.asc"
changed "$ROOT/revocable.asc" "$ROOT/by-rita.asc"
enrolled
attempt "by someone who is not enrolled, accepted before" "$old" two/rita-unknown
gpg --armor --export rita@example.org >"$ROOT/config/keys/rita.asc"
printf 'name: Rita\nkeys:\n  - {id: rita-gpg, openpgp: keys/rita.asc, enrolled: 2025-01-01, for: [tags]}\n' \
    >"$ROOT/config/people/rita.yaml"
attempt "by someone who is, accepted before" "$old" two/rita
attempt "by someone who is, new" "$never" one/rita
"$ROOT/refwarden" key list | grep gpg | sed "s/$primary/ALICE/; s/$rita/RITA/; s/on 20[0-9T:-]*Z/on TIME/"

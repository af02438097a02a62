export GNUPGHOME="$ROOT/g"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all' EXIT
authority Corp
authority Other
cp "$ROOT/ca/Corp.pem" "$ROOT/config/authorities/"
certificate Corp alice alice@example.org
certificate Corp eve eve@example.org
certificate Other impostor alice@example.org
# person [MORE]: Alice signs with certificates of the corporate authority.
person() {
    printf 'name: Alice\nemails: [alice@example.org]\nkeys:\n  - id: alice-smime\n    enrolled: 2025-01-01\n    x509: {%s}\n%s' \
        "email: alice@example.org, authority: authorities/Corp.pem${1:+, $1}" "${2:-}" >"$ROOT/config/people/alice.yaml"
    "$ROOT/refwarden" policy check
}
person

say "signed by gpgsm"
echo allow-loopback-pinentry >"$GNUPGHOME/gpg-agent.conf"
openssl x509 -in "$ROOT/ca/Corp.pem" -noout -fingerprint -sha1 | sed 's/.*=//; s/$/ S relax/' >"$GNUPGHOME/trustlist.txt"
openssl pkcs12 -export -inkey "$ROOT/ca/alice.key" -in "$ROOT/ca/alice.pem" -certfile "$ROOT/ca/Corp.pem" -passout pass:x \
    -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1 -out "$ROOT/ca/alice.p12" 2>/dev/null
echo x | gpgsm --batch --quiet --pinentry-mode loopback --passphrase-fd 0 --import "$ROOT/ca/alice.p12" >/dev/null 2>&1
cat >"$ROOT/gpgsm" <<'END'
#!/bin/sh
exec 3<<PASS
x
PASS
exec gpgsm --batch --pinentry-mode loopback --passphrase-fd 3 --disable-crl-checks "$@"
END
chmod +x "$ROOT/gpgsm"
git config gpg.format x509
git config gpg.x509.program "$ROOT/gpgsm"
git config user.signingKey alice@example.org
signed "By gpgsm"
push origin main
log_lines | grep -o '"key":"alice-smime","fingerprint":"[0-9A-F]*"' | sed 's/[0-9A-F]\{64\}/FINGERPRINT/'

say "by openssl, with an unenrolled address, of another authority, over another commit"
certified alice
signed "By openssl"
push origin main
certified eve
signed "For Eve"
push origin main
git reset -q --hard origin/main
certified impostor
signed "By an impostor"
push origin main
git reset -q --hard origin/main
certified alice
signed "Good"
git cat-file commit HEAD | sed 's/^Good$/Evil/' >"$ROOT/evil"
git reset -q --hard "$(raw "$ROOT/evil")"
push origin main
git reset -q --hard origin/main

say "when the certificate has expired, what was accepted stays and nothing new comes"
now "$(date -u -d '+400 days' +%Y-%m-%dT%H:%M:%SZ)"
push origin main:refs/heads/release
signed "Too late"
push origin main 2>&1 | sed 's/expired on [0-9TZ:-]*/expired on TIME/'
unset REFWARDEN_TEST_NOW

say "judged at its own time, for three days"
git reset -q --hard origin/main
certificate Corp brief alice@example.org 1
certified brief
person "" "    judged-at: signing-time
"
signed "Brief"
now "$(date -u -d '+4 days' +%Y-%m-%dT%H:%M:%SZ)"
push origin main 2>&1 | sed 's/had to come by [0-9TZ:-]*/had to come by TIME/'
now "$(date -u -d '+2 days' +%Y-%m-%dT%H:%M:%SZ)"
push origin main
unset REFWARDEN_TEST_NOW

say "revoked by the authority: superseded, then in other hands"
certified alice
person "crls: [authorities/Corp.crl]" | tail -1
revoked Corp alice superseded
person "crls: [authorities/Corp.crl]"
signed "Superseded"
push origin main
revoked Corp alice keyCompromise
push origin main
push origin origin/main:refs/heads/new

say "the list is out of date"
revoked Corp eve superseded
now "$(date -u -d '+40 days' +%Y-%m-%dT%H:%M:%SZ)"
push origin main 2>&1 | sed 's/went out of date on [0-9TZ:-]*/went out of date on TIME/'

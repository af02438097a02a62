export GNUPGHOME="$ROOT/g"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all' EXIT
printf 'Key-Type: EDDSA\nKey-Curve: ed25519\nKey-Usage: sign\nName-Real: Alice\nName-Email: alice@example.org\nExpire-Date: 0\n%%no-protection\n' |
    gpg --batch --quiet --gen-key 2>/dev/null
gpg --armor --export alice@example.org >"$ROOT/config/keys/alice.asc"
authority Corp
cp "$ROOT/ca/Corp.pem" "$ROOT/config/authorities/"
certificate Corp alice alice@example.org
ssh="ssh: \"$(cat "$ROOT/keys/alice.pub")\""
openpgp="openpgp: keys/alice.asc"
x509="x509: {email: alice@example.org, authority: authorities/Corp.pem}"
today=$(date -u +%Y-%m-%d)
tomorrow=$(date -u -d '+1 day' +%Y-%m-%d)

# attempt STATE DEMANDS [LINES]: pushes under this demand on keys, with these lines about the key.
attempt() {
    sed "s/commits: {signed-by: \[developers\]}/&\n        keys: {$2}/" "$ROOT/policy" >"$ROOT/config/policy.yaml"
    printf 'name: Alice\nemails: [alice@example.org]\nkeys:\n  - id: alice-key\n    %s\n    %s\n' \
        "$material" "$3" >"$ROOT/config/people/alice.yaml"
    if git push -q origin "main:refs/heads/$format-$1" >"$ROOT/push.out" 2>&1; then
        echo "$format, $1: accepted"
    else
        echo "$format, $1: refused $(grep -o '\[[a-z-]*\] *$' "$ROOT/push.out" | sort -u | tr -d ' \n')"
    fi
}
cp "$ROOT/config/policy.yaml" "$ROOT/policy"
for format in ssh openpgp x509; do
    git checkout -q --orphan "new-$format"
    git branch -qD main 2>/dev/null || true
    git branch -qm main
    case $format in
        ssh) material=$ssh ;;
        openpgp) material=$openpgp && git config gpg.format openpgp && git config user.signingKey alice@example.org ;;
        x509) material=$x509 && certified alice ;;
    esac
    signed "By $format"
    attempt future "" "enrolled: $tomorrow"
    attempt cooling-down "cool-down: 14d" "enrolled: $today"
    attempt expired "" "enrolled: 2025-01-01
    expires: $today"
    attempt retired "" "enrolled: 2025-01-01
    retired: $today"
    attempt compromised "" "enrolled: 2025-01-01
    compromised: 2025-06-01"
    attempt retired-and-compromised "" "enrolled: 2025-01-01
    retired: $today
    compromised: $today"
    attempt too-old "max-age: 30d" "enrolled: 2025-01-01"
    attempt other-purpose "" "enrolled: 2025-01-01
    for: [pushes]"
    attempt no-hardware "hardware: required" "enrolled: 2025-01-01"
    attempt forbidden-type "types: [rsa]" "enrolled: 2025-01-01"
    attempt hardware "hardware: required" "enrolled: 2025-01-01
    hardware: true"
    attempt active "cool-down: 14d" "enrolled: 2025-01-01"
    attempt retired-since "" "enrolled: 2025-01-01
    retired: $(date -u -d '+1 second' +%Y-%m-%dT%H:%M:%SZ)"
    attempt compromised-after-all "" "enrolled: 2025-01-01
    compromised: 2025-06-01"
done

#!/bin/sh
# What a push certificate and an approval add to the hook on one new commit.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

make_server
cat >>"$bench/etc/policy.yaml" <<'END'
      - name: approved
        refs: [refs/heads/approved]
        push: {certificate: required, second-factor: [hardware-touch], approvals: {count: 1, by: [alice]}}
END
make_commits

base64url() {
    base64 | tr -d '\n=' | tr '+/' '-_'
}

printf 'refwarden approval 1\nrepository %s/repo\nref refs/heads/approved\nold %s\nnew %s\nexpires %s\n' \
    "$(sed -n 's/^server: "\(.*\)"/\1/p' "$bench/etc/server.yaml")" "$none" "$new" "$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%SZ)" >"$bench/approval"
ssh-keygen -q -Y sign -n refwarden-approval -f "$bench/alice" "$bench/approval"
option=approval=$(base64url <"$bench/approval").$(grep -v -e '-----' "$bench/approval.sig" | base64 -d | base64url)
nonce=$(date +%s)-bench
printf 'certificate version 0.1\npusher alice 1 +0000\nnonce %s\npush-option %s\n\n%s %s refs/heads/approved\n' \
    "$nonce" "$option" "$none" "$new" >"$bench/certificate"
ssh-keygen -q -Y sign -n git -f "$bench/alice" "$bench/certificate"
cat "$bench/certificate" "$bench/certificate.sig" >"$bench/blob"
cd "$bench/srv/repo.git" || exit 1
certificate=$(git hash-object -w "$bench/blob")
GIT_DIR=.
export GIT_DIR

plain() {
    echo "$old $new refs/heads/main" | hooks/pre-receive
}

# Refused, since the factor is missing and the approval is alice's own: all of it is looked at.
signed() {
    echo "$none $new refs/heads/approved" |
        GIT_PUSH_CERT=$certificate GIT_PUSH_CERT_NONCE=$nonce GIT_PUSH_CERT_NONCE_STATUS=OK \
            GIT_PUSH_OPTION_COUNT=1 GIT_PUSH_OPTION_0=$option hooks/pre-receive || true
}

echo "a signed push with an approval, $("$bench/opt/bin/refwarden" --version)"
pair 21 signed plain

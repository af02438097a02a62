# Whatever can be wrong with a push itself, or with the server, and what is told about it, done as it is told, each by whom it names.
server_tells
newcomer
cp "$ROOT/keys/alice-token.pub" "$HOME/.ssh/id_token.pub"
{
    printf 'name: Alice\nemails: [alice@example.org]\naccounts: [alice]\none-time-code: secrets/alice.totp\nkeys:\n'
    printf '  - id: alice-key\n    ssh: "%s"\n    enrolled: 2025-01-01\n' "$(cat "$ROOT/keys/alice.pub")"
    printf '  - id: alice-token\n    ssh: "%s"\n    enrolled: 2025-01-01\n    hardware: true\n' "$(cat "$ROOT/keys/alice-token.pub")"
    printf '  - id: alice-old\n    ssh: "%s"\n    enrolled: 2025-01-01\n    retired: 2026-01-01\n' "$(cat "$ROOT/keys/second.pub")"
} >"$ROOT/config/people/alice.yaml"
secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
mkdir -m 700 "$ROOT/config/secrets"
(umask 077 && echo $secret | tee "$ROOT/config/secrets/alice.totp" >"$ROOT/config/secrets/bob.totp")
echo 'one-time-code: secrets/bob.totp' >>"$ROOT/config/people/bob.yaml"
cp "$ROOT/keys/bob" "$HOME/.ssh/id_work"
"$ROOT/refwarden" policy check | tail -1
# story WORDS: a fresh clone with a commit that nobody signed.
story() {
    fresh "$1"
    git checkout -q --orphan story
    tick
    echo "$1" >pom.xml
    git add pom.xml
    git commit -q -m "$1"
}
signs() {
    git config gpg.format ssh
    git config user.signingKey "$ROOT/keys/${1:-alice}.pub"
}
# with_code: puts a code that is good now where a hint says 123456.
with_code() {
    sed "s/123456/$("$ROOT/program" one-time-code $secret "$1")/" "$ROOT/push.out" >"$ROOT/with-code"
    cp "$ROOT/with-code" "$ROOT/push.out"
}

story "a push that is not signed"
fixed origin HEAD:certified/1
story "signed by a key that is not enrolled, and by one that is retired"
signs mallory
push --signed origin HEAD:certified/2
as_told
told origin HEAD:certified/2
signs second
push --signed origin HEAD:certified/3
as_told
told origin HEAD:certified/3
story "signed too long ago"
signs
now "$(in_seconds 7200)"
push --signed origin HEAD:certified/4
unset REFWARDEN_TEST_NOW
sleep 1
as_told
told origin HEAD:certified/4
story "the same certificate again"
signs
sleep 1
git push -q --signed origin HEAD:certified/5 2>/dev/null
cert=$(server cat-file --batch-all-objects --batch-check | awk '$2 == "blob" { print $1 }' | while read -r id; do
    server cat-file blob "$id" | grep -q " refs/heads/certified/5$" && echo "$id"; done | head -1)
nonce=$(server cat-file blob "$cert" | sed -n 's/^nonce //p')
server update-ref -d refs/heads/certified/5
(
    export GIT_PUSH_CERT="$cert" GIT_PUSH_CERT_NONCE="$nonce" GIT_PUSH_CERT_NONCE_STATUS=OK GIT_PUSH_CERT_STATUS=G
    echo "$ZERO $(git rev-parse HEAD) refs/heads/certified/5" | hook
) >"$ROOT/push.out" 2>&1
sed '/allowedSignersFile/d' "$ROOT/push.out" >"$ROOT/hook.out"
cp "$ROOT/hook.out" "$ROOT/push.out"
cat "$ROOT/push.out"
sleep 1
as_told
told origin HEAD:certified/5

story "the server does not say who pushes, then names an account that it does not know"
signs
account ""
sleep 1
fixed origin HEAD:alices/1
account eve
sleep 1
fixed origin HEAD:alices/2
account alice
story "signed by bob from alice's account: signed by herself"
signs bob
sleep 1
push --signed origin HEAD:certified/6
signs
sleep 1
told --signed origin HEAD:certified/6
story "only bob pushes here: he does"
push origin HEAD:bobs/1
account bob
told origin HEAD:bobs/1
account alice

story "a hardware key is required"
sleep 1
fixed origin HEAD:touched/1
story "one that nobody touched"
signs alice-token
sleep 1
export TOKEN_FLAGS=0
push --signed origin HEAD:touched/2
unset TOKEN_FLAGS
sleep 1
as_told
told origin HEAD:touched/2
story "one that asked for no PIN"
signs alice-token
export TOKEN_FLAGS=1
sleep 1
push --signed origin HEAD:pinned/1
export TOKEN_FLAGS=5
sleep 1
as_told
told origin HEAD:pinned/1
unset TOKEN_FLAGS
account bob
story "by someone who has no hardware key: only a security owner can help"
push origin HEAD:touched/3
account alice
story "a code is required, and one is wrong"
push origin HEAD:code/1
with_code 0
as_told
told origin HEAD:code/1
push -o one-time-code=000000 origin HEAD:code/2
with_code 1
as_told
told origin HEAD:code/2
story "a code and a certificate: one push of bob's brings both"
account bob
push origin HEAD:both/1
with_code 0
sleep 1
as_told
told origin HEAD:both/1
account alice

"$ROOT/refwarden" client >"$ROOT/git-refwarden-approve"
mkdir -p "$ROOT/path"
git clone -q "$ROOT/server.git" "$ROOT/bobs" 2>/dev/null
git -C "$ROOT/bobs" config user.signingKey "$ROOT/keys/bob.pub"
# Who is asked to approve is bob.
cat >"$ROOT/path/git-refwarden-approve" <<END
#!/bin/sh
cd "$ROOT/bobs" && TEST_ACCOUNT=bob exec sh "$ROOT/git-refwarden-approve" -y "\$@"
END
chmod +x "$ROOT/path/git-refwarden-approve"
PATH=$ROOT/path:$PATH
story "an approval is required, of what is nowhere yet"
signs
git commit -q --amend --no-edit -S
fixed origin HEAD:approved/1
story "one for something else"
signs
git commit -q --amend --no-edit -S
push -o "approval=$(approval bob refs/heads/approved/else $ZERO HEAD)" origin HEAD:approved/2
as_told
told origin HEAD:approved/2
story "of a tag, of files, of a deletion"
signs
git commit -q --amend --no-edit -S
git tag -s -m "Version 1" v1
fixed origin v1
fixed origin HEAD:guarded/1
fixed origin :approved/1
story "an option that nobody knows, for it is misspelt"
signs
git commit -q --amend --no-edit -S
good=$(approval bob refs/heads/approved/3 $ZERO HEAD)
push -o "aproval=short" -o ci.skip -o approval origin HEAD:approved/3
told -o "approval=$good" origin HEAD:approved/3
story "a waiver for another case"
push -o "waiver=$(printf 'refwarden waiver 1\n' | statement refwarden-waiver bob)" origin HEAD:plain/waived
git config gpg.format ssh
git config user.signingKey "$ROOT/keys/alice.pub"
git commit -q --amend --no-edit -S
told origin HEAD:plain/waived

story "more commits than are judged at once, and more refs"
signs
for number in 1 2 3 4 5 6 7 8 9; do
    tick
    git commit -q -S --allow-empty -m "Number $number"
done
git rebase -q --root --force-rebase -S
cp "$ROOT/config/server.yaml" "$ROOT/server.yaml"
echo 'limits: {commits: 4, updates: 2}' >>"$ROOT/config/server.yaml"
fixed origin HEAD:plain/many
push origin HEAD:plain/a HEAD:plain/b HEAD:plain/c
told origin HEAD:plain/a HEAD:plain/b
cp "$ROOT/server.yaml" "$ROOT/config/server.yaml"
story "a server that is too slow: fewer at once"
signs
git commit -q --amend --no-edit -S
export REFWARDEN_TEST_RUNNING=61
push origin HEAD:plain/slow
unset REFWARDEN_TEST_RUNNING
told origin HEAD:plain/slow

story "the administrator's: a configuration with an error, a folder under another name, a name that is missing"
signs
git commit -q --amend --no-edit -S
cp "$ROOT/config/policy.yaml" "$ROOT/policy.yaml"
echo 'repositoris: []' >>"$ROOT/config/policy.yaml"
push origin HEAD:plain/policy
as_told
cp "$ROOT/policy.yaml" "$ROOT/config/policy.yaml"
told origin HEAD:plain/policy
sed "s|^root: .*|root: $(dirname "$ROOT")|" "$ROOT/server.yaml" >"$ROOT/config/server.yaml"
fixed origin HEAD:plain/renamed
sed "s|^pusher: .*|&\nrepository: {environment: [REPO_NAME]}|; s|^pusher: .*|&|" "$ROOT/server.yaml" >"$ROOT/config/server.yaml"
push origin HEAD:plain/unnamed
cp "$ROOT/server.yaml" "$ROOT/config/server.yaml"
"$ROOT/refwarden" baseline "$ROOT/server.git" --reason "back again" | sed 1q
told origin HEAD:plain/unnamed
say "and a ledger that cannot be read"
sql "ALTER TABLE consumed RENAME TO gone"
push -o "approval=$(approval bob refs/heads/approved/4 $ZERO HEAD)" origin HEAD:approved/4
sql "ALTER TABLE gone RENAME TO consumed"
told -o "approval=$(approval bob refs/heads/approved/4 $ZERO HEAD)" origin HEAD:approved/4

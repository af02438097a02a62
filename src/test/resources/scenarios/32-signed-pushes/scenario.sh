server_tells
account alice
git config push.gpgSign false
signed "First"
say "a push that is not signed, though the environment says that it is"
GIT_PUSH_CERT_STATUS=G GIT_PUSH_CERT_SIGNER=alice GIT_PUSH_CERT_NONCE_STATUS=OK push origin main
say "signed by the key of nobody, then by its owner"
git config user.signingKey "$ROOT/keys/mallory.pub"
push --signed origin main
as alice
push --signed origin main
say "signed by bob from the account of alice"
as bob
signed "Second"
push --signed origin main
say "signed by bob, and the server knows no account"
account ""
sleep 1
push --signed origin main
say "by whoever may not push, then a deletion"
account carol
as carol
push --signed origin HEAD:carol
as alice
account alice
push --signed origin HEAD:gone
push --signed origin :gone
say "the certificate of that push, shown again as if git had just checked it"
cert=$(server cat-file --batch-all-objects --batch-check | awk '$2 == "blob" { print $1 }' | while read -r id; do
    server cat-file blob "$id" | grep -q "gone$" && server cat-file blob "$id" | grep -q " $ZERO refs/heads/gone" && echo "$id"; done | head -1)
nonce=$(server cat-file blob "$cert" | sed -n 's/^nonce //p')
server update-ref refs/heads/gone "$(server cat-file blob "$cert" | sed -n 's/ .* refs.heads.gone$//p')"
export GIT_PUSH_CERT="$cert" GIT_PUSH_CERT_NONCE="$nonce" GIT_PUSH_CERT_NONCE_STATUS=OK GIT_PUSH_CERT_STATUS=G
server cat-file blob "$cert" | sed -n '/^$/,/^---/p' | grep refs/ | hook
say "and for another push than its own"
echo "$(server rev-parse main) $ZERO refs/heads/main" | hook
say "not a certificate at all"
GIT_PUSH_CERT=$(git rev-parse main) hook <<END
$(server rev-parse main) $ZERO refs/heads/main
END
unset GIT_PUSH_CERT GIT_PUSH_CERT_NONCE GIT_PUSH_CERT_NONCE_STATUS GIT_PUSH_CERT_STATUS
say "a server that gives no nonce"
server config --unset receive.certNonceSeed
signed "Third"
push --signed origin HEAD:third

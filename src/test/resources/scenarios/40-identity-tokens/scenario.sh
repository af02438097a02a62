server_tells
account alice
mkdir "$ROOT/config/authorities"
"$ROOT/program" identity-token keys "$ROOT/issuer.json" >"$ROOT/config/authorities/id.jwks.json"
cat >"$ROOT/config/authorities/issuers.yaml" <<END
- issuer: "https://id.example.org"
  keys: authorities/id.jwks.json
  algorithm: ES256
  require: {amr: [hwk]}
END
# token REF OLD NEW: a token for that push, as the environment wants it.
token() {
    printf 'refwarden push 1\nrepository git.example.org/server\nupdate %s %s %s\n' "$(id_of "$2")" "$(id_of "$3")" "$1" |
        "$ROOT/program" "identity-token<" token "$ROOT/issuer.json"
}
main=refs/heads/main
signed "First"
push origin main
push -o "identity-token=$(TOKEN_ALGORITHM=none token $main $ZERO HEAD)" origin main
push -o "identity-token=$(TOKEN_ALGORITHM=HS256 token $main $ZERO HEAD)" origin main
push -o "identity-token=$(TOKEN_AUDIENCE=git.example.org/other token $main $ZERO HEAD)" origin main
push -o "identity-token=$(TOKEN_AGE=400 TOKEN_LIFE=200 token $main $ZERO HEAD)" origin main
push -o "identity-token=$(TOKEN_SUBJECT=bob-0001 token $main $ZERO HEAD)" origin main
push -o "identity-token=$(token refs/heads/other $ZERO HEAD)" origin main
token=$(token $main $ZERO HEAD)
push -o "identity-token=$token" -o "identity-token=$token" origin main
say "a good one, once"
push -o "identity-token=$token" origin main
server update-ref -d $main
push -o "identity-token=$token" origin main
say "nobody knows whose it should be"
account ""
push -o "identity-token=$(token $main $ZERO HEAD)" origin main
log_lines | grep -c eyJ || true

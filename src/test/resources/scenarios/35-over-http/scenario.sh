echo 'pusher: {environment: REMOTE_USER}' >>"$ROOT/config/server.yaml"
server config receive.certNonceSeed 0123456789abcdef0123456789abcdef
server config receive.certNonceSlop 300
server config http.receivepack true
cat >"$ROOT/backend" <<END
#!/bin/sh
# Hands a request to git, and keeps what a client sent.
export GIT_PROJECT_ROOT="$ROOT" GIT_HTTP_EXPORT_ALL=1 GIT_CONFIG_NOSYSTEM=1 HOME="$ROOT/home"
if [ "\$REQUEST_METHOD" = POST ]; then
    cat >"$ROOT/request"
    exec git http-backend <"$ROOT/request"
fi
exec git http-backend
END
chmod +x "$ROOT/backend"
printf 'alice:secret\nmallory:secret\n' >"$ROOT/users"
serve() {
    cat >"$ROOT/lighttpd.conf" <<END
server.document-root = "$ROOT/home"
server.bind = "127.0.0.1"
server.port = $1
server.modules = ("mod_auth", "mod_authn_file", "mod_alias", "mod_cgi")
server.errorlog = "$ROOT/lighttpd.log"
auth.backend = "plain"
auth.backend.plain.userfile = "$ROOT/users"
auth.require = ("/" => ("method" => "basic", "realm" => "git", "require" => "valid-user"))
alias.url = ("/git" => "$ROOT/backend")
cgi.assign = ("backend" => "")
END
    lighttpd -D -f "$ROOT/lighttpd.conf" >/dev/null 2>&1 &
    httpd=$!
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 $httpd 2>/dev/null || return 1
        curl -s -o /dev/null "http://127.0.0.1:$1/" && return 0
        sleep 0.2
    done
    return 1
}
port=$((20000 + $$ % 20000))
until serve $port; do
    port=$((port + 1))
done
trap 'kill $httpd' EXIT
url=http://alice:secret@127.0.0.1:$port/git/server.git
show() {
    echo "\$ git push $1"
    shift
    git push -q "$@" >"$ROOT/push.out" 2>&1 && echo accepted || echo refused
    sed -n 's/^remote: //p' "$ROOT/push.out"
    echo
}
# What a thief of the request sends again.
replay() {
    curl -s -o /dev/null -u "$1:secret" -H 'Content-Type: application/x-git-receive-pack-request' \
        --data-binary "@$ROOT/stolen" "http://127.0.0.1:$port/git/server.git/git-receive-pack"
    echo "replayed by $1: the ref is $(server rev-parse -q --verify refs/heads/main >/dev/null && echo there || echo not there)"
}
signed "First"
show "http://…/server.git main" "$url" main
sleep 1
show "--signed http://…/server.git main" --signed "$url" main
cp "$ROOT/request" "$ROOT/stolen"
say "the same request again, after an administrator rolled back"
server update-ref -d refs/heads/main
replay alice
replay mallory
say "and after more than an hour, though the server would be content with the nonce"
server config receive.certNonceSlop 10000
REFWARDEN_TEST_NOW=$(date -u -d '+2 hours' +%Y-%m-%dT%H:%M:%SZ)
sed -i "2i export REFWARDEN_TEST_NOW=$REFWARDEN_TEST_NOW" "$ROOT/server.git/hooks/pre-receive"
sleep 1
show "--signed http://…/server.git main" --signed "$url" main

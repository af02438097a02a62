srv=$ROOT/srv
web=$ROOT/web
git init -q --bare -b main "$srv/platform/api.git"
git -C "$srv/platform/api.git" config http.receivepack true
rm "$ROOT/config/server.yaml"
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --all-repos "$srv" --units "$ROOT/units"
say "the web server asks for a name and a password, and tells git the name"
sed -i 's/^#\(pusher: {environment: REMOTE_USER}\).*/\1/' "$ROOT/config/server.yaml"
"$ROOT/i/prefix/bin/refwarden" policy check --config "$ROOT/config" | tail -n 1 | sed 's/.*: //; s/, [0-9]* lints*//'
mkdir -p "$web/tmp"
for name in alice mallory; do
    echo "$name:$(openssl passwd -apr1 "$name-password")"
done >"$web/users"
# Everything nginx writes lies here, and it runs as whoever runs this.
serve() {
    cat >"$web/nginx.conf" <<END
daemon off;
pid $web/pid;
error_log $web/error.log;
$([ "$(id -u)" != 0 ] || echo "user $(id -un) $(id -gn);")
events { worker_connections 64; }
http {
    access_log off;
    client_max_body_size 0;
    client_body_temp_path $web/tmp/body;
    fastcgi_temp_path $web/tmp/fastcgi;
    proxy_temp_path $web/tmp/proxy;
    uwsgi_temp_path $web/tmp/uwsgi;
    scgi_temp_path $web/tmp/scgi;
    server {
        listen 127.0.0.1:$1;
        auth_basic "git";
        auth_basic_user_file $web/users;
        location ~ ^/git(/.*)\$ {
            fastcgi_pass unix:$web/fcgi;
            fastcgi_param SCRIPT_FILENAME $(git --exec-path)/git-http-backend;
            fastcgi_param GIT_PROJECT_ROOT $srv;
            fastcgi_param GIT_HTTP_EXPORT_ALL 1;
            fastcgi_param GIT_PROTOCOL \$http_git_protocol;
            fastcgi_param PATH_INFO \$1;
            fastcgi_param REMOTE_USER \$remote_user;
            fastcgi_param REMOTE_ADDR \$remote_addr;
            fastcgi_param REQUEST_METHOD \$request_method;
            fastcgi_param QUERY_STRING \$query_string;
            fastcgi_param CONTENT_TYPE \$content_type;
            fastcgi_param CONTENT_LENGTH \$content_length;
            fastcgi_param HTTP_CONTENT_ENCODING \$http_content_encoding;
            fastcgi_param JAVA_TOOL_OPTIONS \$http_x_java;
        }
    }
}
END
    nginx -e "$web/error.log" -c "$web/nginx.conf" >"$web/nginx.out" 2>&1 &
    nginx=$!
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 $nginx 2>/dev/null || return 1
        curl -s -o /dev/null "http://127.0.0.1:$1/" && return 0
        sleep 0.2
    done
    return 1
}
REMOTE_USER=from-where-it-was-started fcgiwrap -c 1 -s "unix:$web/fcgi" >"$web/fcgi.out" 2>&1 &
fcgi=$!
trap 'kill $fcgi' EXIT
port=$((20000 + $$ % 20000))
until serve $port; do
    port=$((port + 1))
done
trap 'kill $nginx $fcgi' EXIT
by() {
    git remote set-url origin "http://$1:$1-password@127.0.0.1:$port/git/platform/api.git"
}
by alice
commit "Not signed"
push origin main
git commit -q --amend -S -m "Signed"
push origin main
say "the same over each version of the protocol, with a pack of some size, which git sends compressed and in chunks"
for version in 0 1 2; do
    git config protocol.version $version
    seq 1 $((version * 100000 + 1)) >numbers
    signed "Signed, version $version" numbers
    push origin main
done
say "who pushes is who gave a password"
by mallory
signed "Signed by alice, pushed by mallory"
push origin main
git remote set-url origin "http://127.0.0.1:$port/git/platform/api.git"
GIT_ASKPASS=true push origin main | sed 's/127.0.0.1:[0-9]*/HOST/'
say "what a client sends cannot change the hook"
by alice
git config http.extraHeader "X-Java: -XX:+ThisOptionDoesNotExist"
push origin main
say "the push itself signed"
git -C "$srv/platform/api.git" config receive.certNonceSlop
sed -i 's/push: {by/push: {certificate: required, by/' "$ROOT/config/policy.yaml"
signed "Signed twice"
push origin main
sleep 1
push --signed origin main
"$ROOT/i/prefix/bin/refwarden" log verify | sed 's/:.*//'

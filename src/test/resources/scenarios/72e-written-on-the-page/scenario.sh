# Who the proxy's login names writes on the page; what they write is in the log, and the command line shows it.
echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
secret=the-proxys-secret-0123456789
token=the-token-of-the-page-0123456789
(umask 077; echo $secret >"$ROOT/proxy.secret"; echo $token >"$ROOT/page.token")

# refwarden ARGUMENTS, with what differs each time left out.
refwarden() {
    echo "\$ refwarden $*" | sed "s|$ROOT|ROOT|g; s/$case/CASE/"
    status=0
    "$ROOT/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -E "s|$ROOT|ROOT|g; s/$case/CASE/g; s/[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?/TIME/g" "$ROOT/out"
    echo "exit status $status"
    echo
}

# ask LOGIN SECRET [CURL-OPTION...]: the page of the case, as a proxy asks for it.
ask() {
    login=$1
    shown=$2
    shift 2
    curl -s -H "Authorization: Bearer $token" -H "X-Forwarded-User: $login" -H "X-Refwarden-Proxy: $shown" "$@" "$page/case/$case"
}

# What a person would do with the form.
fill() {
    ask "$1" $secret >"$ROOT/page"
    form=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' "$ROOT/page")
    seen=$(sed -n 's/.*name="seen" value="\([^"]*\)".*/\1/p' "$ROOT/page")
}
submit() {
    ask "$1" $secret -o "$ROOT/answer" -w 'status %{http_code}\n' -H 'Sec-Fetch-Site: same-origin' \
        --data-urlencode "form=$form" --data-urlencode "seen=$seen" --data-urlencode "did=$2" --data-urlencode "text=$3"
}

commit "Not signed"
push origin main | sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE/g'
case=$(latest_case)
push origin main:topic/first | grep -c 'would be refused'

say "a header is believed only with a secret that others do not know"
refwarden review serve --port 0 --token-file "$ROOT/page.token" --trust-header X-Forwarded-User
refwarden review serve --port 0 --token-file "$ROOT/page.token" --trust-header X-Forwarded-User --proxy-secret-file "$ROOT/page.token"

"$ROOT/refwarden" review serve --port 0 --token-file "$ROOT/page.token" --trust-header X-Forwarded-User \
    --proxy-secret-file "$ROOT/proxy.secret" >"$ROOT/served" 2>"$ROOT/served.err" &
server=$!
trap 'kill $server' EXIT
i=0
while [ ! -s "$ROOT/served" ] && [ $i -lt 300 ]; do sleep 0.1; i=$((i + 1)); done
page=$(sed 's|/?.*||' "$ROOT/served")

say "without it, or under a login of nobody, people read"
ask bob@example.org wrong | grep -o 'You may read[^<]*'
ask mallory@example.org $secret | grep -o 'You may read[^<]*'

say "bob notes and closes; carol, who looked before that, is shown so"
fill carol
carols=$form
fill bob@example.org
submit bob@example.org note "called her: a new laptop"
submit bob@example.org mistake "new laptop"
form=$carols
submit carol attack "it was not her"
grep -o 'Meanwhile[^<]*' "$ROOT/answer"
grep -c 'it was not her' "$ROOT/answer"

say "whoever pushed it does not close it"
fill alice
submit alice reopened "it was fine"

say "the log says who, and from where"
"$ROOT/refwarden" log export --lines | grep '"event":"case"' | sed -E 's/.*("event".*)/\1/; s/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE/'
"$ROOT/refwarden" log verify >/dev/null && echo "the log is whole"
"$ROOT/refwarden" review show "$case" | grep 'on the page' | sed -E 's/^ *[0-9T:.-]+Z?//'
cat "$ROOT/served.err"
echo

say "whom enforcing would have hit"
refwarden review observed since:1000w
"$ROOT/refwarden" review observed since:1000w --json | grep -o '"rule".*"pushes":[0-9]*'
curl -s -H "Authorization: Bearer $token" "$page/observed?q=since:1000w" | grep -o 'Enforcing would[^<]*since'

# What root names on the command line is opened as root, although STATE is looked at as its owner; what that account could have
# put there is not followed.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
git config --global --add safe.directory '*'
git init -q --bare -b main "$base/srv/api.git"
chown -R nobody:nogroup "$base/srv"
mkdir "$base/i"
"$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --enforce >/dev/null
mkdir -m 700 "$base/private"
cd "$base/private"
run() {
    status=0
    "$base/i/p/bin/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -e "s|$base|BASE|g" -e 's/one [0-9a-f]\{64\}/one …/; s/, [0-9]* bytes.*/, … bytes/; s/127.0.0.1:[0-9]*/127.0.0.1:PORT/' \
        "$ROOT/out"
    [ "$status" = 0 ] || echo "exit status $status"
}
whose() {
    stat -c '%U %a' "$1"
}
git clone -q "$base/srv/api.git" "$base/work" 2>/dev/null
cd "$base/work"
commit "Not signed"
case=$(git push -q origin HEAD:main 2>&1 | sed -n 's/.*case \([0-9A-Z-]*\),.*/\1/p')
chown -R nobody:nogroup "$base/srv"
cd "$base/private"

say "a backup goes where root alone may write, by any way of naming the file, and replaces nothing"
run ledger backup "$base/private/ledger.db"
run ledger backup copy.db
whose ledger.db
run ledger backup copy.db
ls -A

say "a checkpoint of mode 0600, as moving.md keeps one"
(umask 077 && "$base/i/p/bin/refwarden" log checkpoint >checkpoint)
whose checkpoint
run log verify --checkpoint checkpoint
run log verify --checkpoint="$base/private/checkpoint"

say "figures for Prometheus, written again and again"
run doctor --repo "$base/srv/api.git" --metrics refwarden.prom | tail -1
run doctor --repo "$base/srv/api.git" --metrics=refwarden.prom | tail -1
whose refwarden.prom
grep '^refwarden_pushes_total.*refused' refwarden.prom

say "a case, into the folder at hand and elsewhere"
run review export "$case" | sed "s/$case/CASE/"
run review export "$case" --output case.zip
[ "$(head -c 2 case.zip)" = PK ] && whose case.zip
rm "$case.zip"

say "lines and states for a new ledger"
(umask 077 && "$base/i/p/bin/refwarden" log export --lines >lines)
command install -d -m 700 -o nobody -g nogroup "$base/s2"
run ledger rebuild lines --state "$base/s2"
run log verify --state "$base/s2"
ls "$base/s2" | grep -v ledger.db-
cp -R "$(dirname "$lib")/81-state-of-before/before/state" old
chmod -R u=rwX,go= old
command install -d -m 700 -o nobody -g nogroup "$base/s3"
run ledger import old --state "$base/s3" | head -1
run log verify --state "$base/s3"
whose old/log

say "secrets of the page, as reviewing.md makes them"
command install -m 600 /dev/null token
head -c 32 /dev/urandom | base64 >token
command install -m 600 /dev/null secret
head -c 32 /dev/urandom | base64 >secret
run_page() {
    "$base/i/p/bin/refwarden" review serve --port 0 "$@" >"$ROOT/page" 2>&1 &
    page=$!
    for try in $(seq 100); do
        [ ! -s "$ROOT/page" ] || break
        sleep 0.1
    done
    kill "$page" 2>/dev/null || true
    wait "$page" 2>/dev/null || true
    sed 's/127.0.0.1:[0-9]*/127.0.0.1:PORT/' "$ROOT/page"
}
run_page --token-file token --name review.example.org --trust-header X-Forwarded-User --proxy-secret-file secret
chmod 644 token
run_page --token-file token | head -1
chmod 600 token

say "another configuration that only root can read"
cp -R "$base/i/c" next
chmod -R go= next
run policy simulate --candidate next | head -1

say "what the account could have put there is not followed"
command install -d -m 755 -o nobody -g nogroup "$base/theirs"
setpriv --reuid=nobody --regid=nogroup --clear-groups ln -s "$base/private/checkpoint" "$base/theirs/checkpoint"
setpriv --reuid=nobody --regid=nogroup --clear-groups ln -s "$base/private" "$base/theirs/folder"
run log verify --checkpoint "$base/theirs/checkpoint"
ln -s "$base/theirs/checkpoint" by-way
run log verify --checkpoint by-way
run ledger rebuild "$base/theirs/folder/lines" --state "$base/s2" | head -1
run ledger backup "$base/theirs/folder/planted.db" | head -1
run ledger backup "$base/theirs/own.db" | head -1
whose "$base/theirs/own.db"
ls -A
ls -A /var/tmp | grep -c refwarden- || true
find "$base/i/s" "$base/s2" ! -user nobody

say "and the log names who it was"
run baseline "$base/srv/api.git" --reason "looked at" >/dev/null
SUDO_USER=dora run ledger adopt --reason "a test" >/dev/null
"$base/i/p/bin/refwarden" log export --lines | grep -o '"account":"[a-z]*","reason":"[a-z ]*"'

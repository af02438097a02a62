# STATE belongs to the account that receives pushes, and someone else looks.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
git init -q --bare -b main "$base/srv/api.git"
chown -R nobody:nogroup "$base/srv"
"$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --enforce >/dev/null
run() {
    status=0
    setpriv --reuid=daemon --regid=daemon --clear-groups "$base/i/p/bin/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    tail -1 "$ROOT/out" | sed "s|$base|BASE|"
    [ "$status" = 3 ] || echo "exit status $status from $*"
}
run log verify
run log checkpoint
run log export
run review list
run review show AAAA-AAAA
run key trace --person alice
run policy simulate
run doctor --repo "$base/srv/api.git"

# Where the log is missing or may not be read, nothing found in it would look like nothing wrong.
commit "Not signed"
push origin main
run() {
    status=0
    "$ROOT/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    tail -1 "$ROOT/out"
    [ "$status" = 3 ] || echo "exit status $status from $*"
}
all() {
    say "$1"
    run log verify
    run log checkpoint
    run log export
    run review list
    run review show AAAA-AAAA
    run review serve --port 0
    run key trace --person alice
    run policy simulate
    run verify "$ROOT/server.git"
    run doctor
}
mv "$ROOT/state" "$ROOT/away"
all "no STATE"
mkdir "$ROOT/state"
all "an empty one"
: >"$ROOT/state/ledger.db"
all "one with an empty file for a ledger"

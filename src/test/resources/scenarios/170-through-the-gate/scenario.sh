places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --repo $ROOT/srv.git"
sed -i '/^gate:/d' "$ROOT/config/server.yaml"
git init -q --bare -b main "$ROOT/srv.git"
install $places >/dev/null
git remote set-url origin "$ROOT/srv.git"

refwarden() {
    "$ROOT/i/prefix/bin/refwarden" "$@"
}

# How pushes are judged, and how many were.
status() {
    refwarden gate status --wait "${1:-0}" | grep -v -e '^  since' -e '^  release' -e '^  judg' | sed 's/[0-9][0-9][0-9]*/N/g' || true
    echo
}

# What the last push was told, but for the case's id.
told() {
    grep '^remote: ' "$ROOT/push.out" | sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE/'
}

# What a line of the log says of a push, but for times and ids.
recorded() {
    log_lines "$ROOT/i/state" | tail -1 |
        sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE/g; s/"(seq|millis)":[0-9]+,?//g; s/"(prev|time|nonce)":"[^"]*",?//g'
}

say "the first push is judged by a process of its own, and leaves a gate for the others"
signed "First"
push origin main
status 30
signed "Second"
push origin main
i=0
# It is counted when nothing of it is left running.
while ! refwarden gate status | grep -q 'judged: [1-9]' && [ $i -lt 50 ]; do sleep 0.1; i=$((i + 1)); done
[ $i -lt 50 ] && echo "the gate has judged"
say "who is refused reads the same, whoever judges; a rule that observes lets pass"
commit "Third"
# The first time, the record also says what has landed before.
push origin main >/dev/null
push origin main
told >"$ROOT/by-gate"; recorded >"$ROOT/recorded-by-gate"
refwarden doctor | grep -i gate | sed 's/[0-9][0-9]*$/N/'
refwarden gate stop
status
echo 'gate: {start: never}' >>"$ROOT/config/server.yaml"
push origin main >/dev/null
told >"$ROOT/cold"; recorded >"$ROOT/recorded-cold"
cmp "$ROOT/by-gate" "$ROOT/cold" && echo "the same words"
# The policy's digest covers server.yaml.
for record in by-gate cold; do sed 's/"policy":"[^"]*"//' "$ROOT/recorded-$record" >"$ROOT/$record.line"; done
cmp "$ROOT/by-gate.line" "$ROOT/cold.line" && echo "the same record"
status
say "a gate that is stopped without being ended is not waited for"
sed -i 's/^gate:.*/gate: {workers: 1}/' "$ROOT/config/server.yaml"
git reset -q --hard HEAD~1
rm -f "$ROOT/i/state/run/start.lock"
signed "Fourth"
push origin main
status 30
commit "Observed"
push origin HEAD:release/2
git reset -q --hard HEAD~1
gate=$(head -1 "$ROOT/i/state/run/gate.pid")
kill -STOP "$gate"
signed "Fifth"
push origin main
status
kill -CONT "$gate"
signed "Sixth"
push origin main
status
say "one that was killed leaves a socket on which nobody listens"
kill -9 "$gate"
signed "Seventh"
push origin main
[ -S "$ROOT/i/state/run/gate.sock" ] && echo "its socket is still there"
say "other rules count from the next push on"
rm -f "$ROOT/i/state/run/start.lock"
signed "Eighth"
push origin main
status 30
sed -i 's/signed-by: \[alice\]/signed-by: [bob]/' "$ROOT/config/policy.yaml"
signed "Ninth"
push origin main
status
say "an upgrade takes its place; no gate outlives the program"
gate=$(head -1 "$ROOT/i/state/run/gate.pid")
sed -i 's/signed-by: \[bob\]/signed-by: [alice]/' "$ROOT/config/policy.yaml"
mv "$ROOT/i/prefix/lib/refwarden/current" "$ROOT/i/prefix/lib/refwarden/was"
cp -r "$ROOT/i/prefix/lib/refwarden/1" "$ROOT/i/prefix/lib/refwarden/2"
sed -i 's|lib/refwarden/1/|lib/refwarden/2/|; s/^release=.*/release=2-other/' "$ROOT/i/prefix/lib/refwarden/2/refwarden"
ln -s 2 "$ROOT/i/prefix/lib/refwarden/current"
rm -f "$ROOT/i/state/run/start.lock"
push origin main
status 30
install $places --uninstall | tail -2
i=0
while [ -e "$ROOT/i/state/run/gate.pid" ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
# What has ended, and whose end nobody has asked for yet, runs no longer.
case $(sed 's/.*) //; s/ .*//' "/proc/$gate/stat" 2>/dev/null) in
'' | Z | X) ;;
*) echo "the old gate still runs" ;;
esac
ls "$ROOT/i/state/run" | grep -e pid -e sock || echo "no gate runs"

places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --repo $ROOT/srv.git"
git init -q --bare -b main "$ROOT/srv.git"
install $places >/dev/null
git remote set-url origin "$ROOT/srv.git"
signed "First"
push origin main
# The suite's server.yaml has hooks start none, so that each is this one's to kill.
start_gate() {
    REFWARDEN_GATE_HEAP=268435456 "$ROOT/i/prefix/bin/refwarden" gate run >/dev/null 2>&1 &
    "$ROOT/i/prefix/bin/refwarden" gate status --wait 60 >/dev/null || echo "no gate"
}
say "killed at any moment of a push: what passes was recorded, and what does not pass was refused in words"
kills=24
[ -z "$THOROUGH" ] || kills=200
i=1
while [ $i -le $kills ]; do
    start_gate
    gate=$(head -1 "$ROOT/i/state/run/gate.pid")
    signed "Change $i"
    [ $((i % 4)) != 0 ] || commit "Unsigned $i"
    (
        git push -q origin main >"$ROOT/push-$i" 2>&1 || echo refused >>"$ROOT/push-$i"
    ) &
    pushing=$!
    sleep "0.$(printf '%03d' $((i * 7 % 120)))"
    kill -9 "$gate" 2>/dev/null || true
    wait $pushing
    tip=$(git -C "$ROOT/srv.git" rev-parse main)
    log_lines "$ROOT/i/state" | grep -q "\"$tip\"" || echo "accepted, but not recorded: $i"
    if [ $((i % 4)) = 0 ]; then
        [ "$tip" != "$(git rev-parse main)" ] || echo "accepted, though not signed: $i"
        grep -q 'not signed \[unsigned\]' "$ROOT/push-$i" || { echo "refused without words: $i"; cat "$ROOT/push-$i"; }
        git reset -q --hard HEAD~1
        git push -q origin main 2>/dev/null || echo "refused, though signed: $i"
    else
        [ "$tip" = "$(git rev-parse main)" ] || { echo "refused, though signed: $i"; cat "$ROOT/push-$i"; }
    fi
    i=$((i + 1))
done
wait
"$ROOT/i/prefix/bin/refwarden" log verify --state "$ROOT/i/state" 2>&1 | sed 's/: [0-9].*/: …/; s/up to decision.*/…/; /^note/d'
"$ROOT/i/prefix/bin/refwarden" gate status | sed 's/[0-9][0-9]*/N/' || true

signed "First"
push origin main
say "killed at many moments; whatever was accepted is in the log, and the log is whole"
kills=30
[ -z "$THOROUGH" ] || kills=300
"$ROOT/refwarden" log key --create >/dev/null
"$ROOT/refwarden" log checkpoint >"$ROOT/checkpoint"
i=1
while [ $i -le $kills ]; do
    signed "Change $i"
    # Every third push would be refused, which writes more.
    ref=main
    [ $((i % 3)) != 0 ] || ref=refs/tags/lightweight$i:refs/replace/x
    [ $((i % 3)) != 0 ] || git tag "lightweight$i"
    git push -q origin "$ref" >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf '%02d' $((i * 2 % 60)))"
    kill -9 "$(cat "$ROOT/pid")" 2>/dev/null || true
    wait $pid 2>/dev/null || true
    tip=$(server rev-parse main)
    log_lines | grep -q "$tip" || echo "accepted, but not logged"
    [ $((i % 10)) != 0 ] || "$ROOT/refwarden" log checkpoint >"$ROOT/checkpoint"
    i=$((i + 1))
done
"$ROOT/refwarden" log verify --checkpoint "$ROOT/checkpoint" 2>&1 | sed 's/: [0-9].*/: …/; s/up to line.*/…/'
say "who is killed while they read leave nothing that the next reader minds"
"$ROOT/refwarden" review list >/dev/null &
sleep 0.2
kill -9 "$(cat "$ROOT/pid")" 2>/dev/null || true
wait
"$ROOT/refwarden" review list --json >"$ROOT/json"
echo "$(grep -c '"verdict":"refused"' "$ROOT/json") $(log_lines | grep -c '"verdict":"refused"')" |
    sed 's/^\([0-9]*\) \1$/as many cases as refusals/'
say "and the next push is judged as ever"
push origin main >"$ROOT/last"; grep -E 'accepted|refused' "$ROOT/last" | tail -1
rm "$ROOT"/state/ledger.db*

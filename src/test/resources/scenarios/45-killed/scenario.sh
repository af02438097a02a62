signed "First"
push origin main
say "killed at twenty moments; whatever was accepted is in the log, and the log is whole"
i=1
while [ $i -le 20 ]; do
    signed "Change $i"
    git push -q origin main >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf '%02d' $((i * 3)))"
    kill -9 "$(cat "$ROOT/pid")" 2>/dev/null || true
    wait $pid 2>/dev/null || true
    tip=$(server rev-parse main)
    grep -q "$tip" "$ROOT/state/log/decisions-000001.jsonl" || echo "accepted, but not logged"
    i=$((i + 1))
done
"$ROOT/refwarden" log verify 2>&1 | sed 's/: [0-9].*/: …/; /^note/d'
say "and the next push is judged as ever"
push origin main >"$ROOT/last"; grep -E 'accepted|refused' "$ROOT/last" | tail -1
rm -rf "$ROOT/state/log"

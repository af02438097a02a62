for n in 1 2 3 4 5; do
    signed "Change $n"
    push origin main >/dev/null
done
log=$ROOT/state/log/decisions-000001.jsonl
cp "$log" "$ROOT/log"
verify() {
    "$ROOT/refwarden" log verify "$@" 2>&1 | sed 's/the last one.*/…/'
    cp "$ROOT/log" "$log"
}
say "untouched"
verify
"$ROOT/refwarden" log checkpoint >"$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint"
say "a line changed, removed, swapped, added"
sed '3s/accepted/observed/' "$ROOT/log" >"$log"; verify
sed 3d "$ROOT/log" >"$log"; verify
awk 'NR == 2 { kept = $0; next } { print } NR == 3 { print kept }' "$ROOT/log" >"$log"; verify
sed '2{p}' "$ROOT/log" >"$log"; verify
say "the end cut off, and rewritten: only a checkpoint shows it"
sed '5d' "$ROOT/log" >"$log"; verify
sed '5d' "$ROOT/log" >"$log"; verify --checkpoint "$ROOT/checkpoint"
sed '5s/accepted/observed/' "$ROOT/log" >"$log"; verify --checkpoint "$ROOT/checkpoint"
say "a write that a crash cut short stays, and the next line covers it"
printf '{"seq":6,"prev":"00' >>"$log"
signed "After the crash"
push origin main
"$ROOT/refwarden" log verify | sed 's/the last one.*/…/'

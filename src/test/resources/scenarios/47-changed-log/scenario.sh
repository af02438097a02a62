for n in 1 2 3 4 5; do
    signed "Change $n"
    push origin main >/dev/null
done
log=$ROOT/state/log/decisions-000001.jsonl
cp "$log" "$ROOT/log"
# verify: says what is found, and puts the log back.
verify() {
    status=0
    "$ROOT/refwarden" log verify "$@" >"$ROOT/verified" 2>&1 || status=$?
    sed 's/the last one.*/…/; s/[0-9a-f]\{64\}/HASH/' "$ROOT/verified"
    echo "exit status $status"
    rm -f "$ROOT"/state/log/decisions-*
    cp "$ROOT/log" "$log"
}
say "untouched"
verify
"$ROOT/refwarden" log checkpoint | sed 's/[0-9a-f]\{64\}/HASH/'
"$ROOT/refwarden" log checkpoint >"$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint"
say "a line changed"
sed '3s/accepted/observed/' "$ROOT/log" >"$log"; verify
say "removed"
sed 3d "$ROOT/log" >"$log"; verify
say "three of them"
sed 2,4d "$ROOT/log" >"$log"; verify
say "swapped"
awk 'NR == 2 { kept = $0; next } { print } NR == 3 { print kept }' "$ROOT/log" >"$log"; verify
say "added"
sed '2{p}' "$ROOT/log" >"$log"; verify
say "the first line gone; rubbish in the middle, and at the end"
sed 1d "$ROOT/log" >"$log"; verify
sed '2s/.*/rubbish/' "$ROOT/log" >"$log"; verify
echo rubbish >>"$log"; verify
say "the end cut off, and rewritten: only a checkpoint shows it"
sed '5d' "$ROOT/log" >"$log"; verify
sed '5d' "$ROOT/log" >"$log"; verify --checkpoint "$ROOT/checkpoint"
sed '5s/accepted/observed/' "$ROOT/log" >"$log"; verify
sed '5s/accepted/observed/' "$ROOT/log" >"$log"; verify --checkpoint "$ROOT/checkpoint"
rm "$log"; verify --checkpoint "$ROOT/checkpoint"
say "several checkpoints, one a line; a file that holds none proves nothing, and says so"
printf '%s\n' "2 $(sed -n 2p "$ROOT/log" | sha256sum | cut -d' ' -f1)" >>"$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint"
echo "2 nonsense" >>"$ROOT/checkpoint"
verify --checkpoint "$ROOT/checkpoint"
: >"$ROOT/nothing"
verify --checkpoint "$ROOT/nothing"
sed -i '$d' "$ROOT/checkpoint"
say "over several files"
split_log() {
    head -2 "$ROOT/log" >"$log"
    sed -n 3,4p "$ROOT/log" >"$ROOT/state/log/decisions-000002.jsonl"
    sed -n 5p "$ROOT/log" >"$ROOT/state/log/decisions-000003.jsonl"
}
split_log; verify --checkpoint "$ROOT/checkpoint"
split_log; sed -i '2s/accepted/observed/' "$log"; verify
split_log; rm "$ROOT/state/log/decisions-000002.jsonl"; verify
split_log; rm "$log"; verify
split_log; rm "$ROOT/state/log/decisions-000003.jsonl"; verify --checkpoint "$ROOT/checkpoint"
say "as JSON"
sed '3s/accepted/observed/' "$ROOT/log" >"$log"; verify --json
say "a write that a crash cut short stays, and the next line covers it"
printf '{"seq":6,"prev":"00' >>"$log"
"$ROOT/refwarden" log verify --checkpoint "$ROOT/checkpoint" | sed 's/the last one.*/…/'
signed "After the crash"
push origin main
"$ROOT/refwarden" log verify | sed 's/the last one.*/…/'
say "on a terminal"
script -qec "'$ROOT/refwarden' log verify" /dev/null </dev/null | tr '\r' '\n' | grep -o 'the log is whole: [0-9]* decisions'

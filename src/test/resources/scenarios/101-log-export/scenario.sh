echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
now 2026-11-01T08:00:00Z
signed "First"
git push -q origin main
now 2026-11-02T08:00:00Z
commit "Not signed"
git push -q origin main 2>/dev/null || true
git reset -q --hard HEAD~1
now 2026-11-03T08:00:00Z
signed "Second"
git push -q origin main
log=$ROOT/state/log/decisions-000001.jsonl
export_log() {
    echo "\$ refwarden log export $*"
    status=0
    "$ROOT/refwarden" log export "$@" >"$ROOT/exported" 2>"$ROOT/said" || status=$?
    sed -e 's/[0-9a-f]\{64\}/HASH/g; s/"record":.*/"record":…}/' "$ROOT/exported"
    cat "$ROOT/said"
    echo "exit status $status"
    echo
}
export_log
say "each holds the log's own line, and its hash"
sed 's/.*"record":\(.*\)}$/\1/' "$ROOT/exported" | cmp - "$log" && echo "byte for byte"
sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p' "$ROOT/exported" >"$ROOT/hashes"
while read -r line; do
    printf '%s\n' "$line" | sha256sum | cut -d' ' -f1
done <"$log" | cmp - "$ROOT/hashes" && echo "as sha256sum says"
say "from a time on, behind a decision"
export_log --since 2026-11-02T08:00:00Z
export_log --after 2
export_log --after 3
export_log --after -1
say "a write cut short by a crash is a note; a changed line is an event, and the exit status says so"
printf '{"seq":4,"prev":"00' >>"$log"
now 2026-11-04T08:00:00Z
signed "Third"
git push -q origin main
export_log --after 2
sed -i '2s/refused/accepted/' "$log"
export_log --after 1
say "while the configuration is broken"
echo 'nonsense: true' >>"$ROOT/config/policy.yaml"
export_log --after 3 | head -2
say "there is no log yet"
mv "$ROOT/state/log" "$ROOT/elsewhere"
export_log

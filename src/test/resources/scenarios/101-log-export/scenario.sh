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
log_lines >"$ROOT/lines"
sed 's/.*"record":\(.*\)}$/\1/' "$ROOT/exported" | cmp - "$ROOT/lines" && echo "byte for byte"
"$ROOT/refwarden" log export --lines | cmp - "$ROOT/lines" && echo "and so are the lines alone"
sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p' "$ROOT/exported" >"$ROOT/hashes"
while read -r line; do
    printf '%s\n' "$line" | sha256sum | cut -d' ' -f1
done <"$ROOT/lines" | cmp - "$ROOT/hashes" && echo "as sha256sum says"
say "from a time on, behind a decision"
export_log --since 2026-11-02T08:00:00Z
export_log --after 2
export_log --after 3
export_log --after -1
say "a changed line is an event, and the exit status says so"
now 2026-11-04T08:00:00Z
signed "Third"
git push -q origin main
export_log --after 2
sql "UPDATE lines SET line = CAST(replace(CAST(line AS TEXT), 'refused', 'accepted') AS BLOB) WHERE seq = 4"
export_log --after 3
say "while the configuration is broken"
echo 'nonsense: true' >>"$ROOT/config/policy.yaml"
export_log --after 3 | head -2
say "there is no ledger"
rm "$ROOT"/state/ledger.db*
export_log

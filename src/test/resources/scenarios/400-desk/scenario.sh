# what reviewers say about cases is in the log, and where a case stands follows from it
echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
signed "First"
push origin main
commit "Not signed"
push origin main
tick
git commit -q --amend --no-edit -S
push origin main
commit "Again not signed" other
push origin main >/dev/null
run() {
    echo "\$ refwarden review $*" | cut -c1-120
    status=0
    "$ROOT/refwarden" review "$@" >"$ROOT/out" 2>&1 || status=$?
    cut -c1-160 "$ROOT/out"
    echo "exit status $status"
    echo
}
run list state:open
open=$("$ROOT/refwarden" review list state:open | head -1 | cut -d' ' -f1)
run take "$open" --by carol
run note "$open" --by carol --text 'asked her: she forgot'
run note "$open" --text "$(head -c 5000 /dev/zero | tr '\0' x)"
run close "$open" --as mistake
run close "$open" --as mistake --reason 'she forgot to sign' --by carol
run list state:mistake
"$ROOT/refwarden" review show "$open" | sed -n '/^notes:/,/^$/p'
run reopen "$open" --reason 'she says she did not push'
run close "$open" --as attack --incident --reason 'her password was out'
run list persn:alice
run list person:alise
say "for programs"
"$ROOT/refwarden" review list --json | head -1
"$ROOT/refwarden" review list --json | grep -oE '"(assessment|state|verdict)":"[a-z]*"' | tr '\n' ' '
echo
say "all of it is in the chain"
log_lines | grep -oE '"event":"case","of":"[^"]*","did":"[a-z]*"' | sed -E 's/"of":"[^"]*"/"of":"…"/'
"$ROOT/refwarden" log verify | sed -E 's/[0-9]+ lines/N lines/; s/[0-9a-f]{64}/HASH/'
"$ROOT/refwarden" review list --help >/dev/full || echo "exit status $?"

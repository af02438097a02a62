# A push fails inside the hook, and the log has no line for it; the number that the developer quotes is found.
incident() {
    id=$(sed -n 's/.*incident \([-0-9A-Z]*\),.*/\1/p' "$ROOT/push.out")
    # Where git is asked about the repository, its answer is judged like any other, and the log has a line.
    [ -n "$id" ] || { echo "the log has a line for it: $(latest_case)"; return 0; }
    "$ROOT/refwarden" review show "$(echo "$id" | tr A-Z a-z | tr -d -)" >"$ROOT/out" 2>&1 || echo "exit status $?"
    sed -e 's/^20[-0-9T:]*Z$/TIME/' -e '/^    at /d' -e '/^    \.\.\. /d' -e "s|$ROOT|ROOT|g" "$ROOT/out"
    "$ROOT/refwarden" review show --json "$id" | grep -c '"incident"'
}
signed "Good"
say "the quarantine goes away while the push is judged"
mv "$ROOT/server.git/hooks/pre-receive" "$ROOT/server.git/hooks/real"
printf '#!/bin/sh\nrm -rf "$GIT_QUARANTINE_PATH"\nexec hooks/real\n' >"$ROOT/server.git/hooks/pre-receive"
chmod +x "$ROOT/server.git/hooks/pre-receive"
push origin main
incident
mv "$ROOT/server.git/hooks/real" "$ROOT/server.git/hooks/pre-receive"
say "the ledger is not a file"
push origin main
mkdir "$ROOT/kept"
mv "$ROOT"/state/ledger.db* "$ROOT/kept"
mkdir "$ROOT/state/ledger.db"
signed "Good again"
push origin main
incident
rmdir "$ROOT/state/ledger.db"
mv "$ROOT"/kept/* "$ROOT/state"
"$ROOT/refwarden" review show ZZZZ-ZZZZ 2>&1 || echo "exit status $?"

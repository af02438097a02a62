server_tells
account alice
main=refs/heads/main
signed "First"
push -o "approval=$(approval bob $main $ZERO HEAD)" origin main
say "approved, landed, rolled back by an administrator, and pushed again"
signed "Second"
approval=$(approval bob $main HEAD~1 HEAD)
push -o "approval=$approval" origin main
sleep 1
server update-ref $main HEAD~1
push -o "approval=$approval" origin main
say "approved, but git cannot write the ref; again by someone else, and by the same"
second=$(approval bob $main HEAD~1 HEAD 90000)
touch "$ROOT/server.git/refs/heads/main.lock"
sleep 1
push -o "approval=$second" origin main
rm "$ROOT/server.git/refs/heads/main.lock"
account carol
push -o "approval=$second" origin main
account alice
push -o "approval=$second" origin main
say "two pushes with one approval"
signed "Third"
third=$(approval bob $main HEAD~1 HEAD)
git push -q -o "approval=$third" origin main >"$ROOT/one" 2>&1 &
git push -q -o "approval=$third" origin HEAD:main >"$ROOT/two" 2>&1 || true
wait $! || true
grep -ho 'approvals-missing\|approval-invalid\|failed to update\|cannot lock' "$ROOT/one" "$ROOT/two" | sort -u | head -1 | sed 's/.*/one of them failed/'
[ "$(server rev-parse main)" = "$(git rev-parse HEAD)" ] && echo "one of them landed"
say "the ledger lost: it is made anew of its lines"
log_lines >"$ROOT/lines"
rm "$ROOT"/state/ledger.db*
"$ROOT/refwarden" ledger rebuild "$ROOT/lines" | sed 's/[0-9]* lines/… lines/'
server update-ref $main HEAD~1
push -o "approval=$third" origin main
rm "$ROOT"/state/ledger.db*

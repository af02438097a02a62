server_tells
account alice
secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
mkdir -m 700 "$ROOT/config/secrets"
echo $secret >"$ROOT/config/secrets/alice.totp"
code() {
    "$ROOT/program" one-time-code $secret "$1"
}
signed "First"
say "a secret that others can read"
push -o one-time-code=000000 origin main
chmod 600 "$ROOT/config/secrets/alice.totp"
say "none, one that is too old, one that is good"
push origin main
push -o "one-time-code=$(code -9)" origin main 2>&1 | sed 's/=[0-9]*/=…/'
now=$(code 0)
push -o "one-time-code=$now" origin main 2>&1 | sed 's/=[0-9]*/=…/'
say "the same again, and by two pushes at once"
push -o "one-time-code=$now" origin HEAD:again 2>&1 | sed 's/=[0-9]*/=…/'
next=$(code 1)
for name in one two three; do
    git push -q -o "one-time-code=$next" origin "HEAD:$name" >"$ROOT/$name" 2>&1 || true &
done
wait
echo "$(server for-each-ref | grep -c -e /one -e /two -e /three) of three landed"
say "by a robot, and by someone who has no codes"
account gitea
push -o "one-time-code=$now" origin HEAD:robot 2>&1 | sed 's/=[0-9]*/=…/'
account bob
push -o "one-time-code=$now" origin HEAD:bob 2>&1 | sed 's/=[0-9]*/=…/'
say "locked after five that are wrong"
account alice
for wrong in 2 3 4 5; do
    git push -q -o "one-time-code=00000$wrong" origin HEAD:locked >/dev/null 2>&1 || true
done
push -o "one-time-code=$(code 0)" origin HEAD:locked 2>&1 | sed 's/=[0-9]*/=…/'
log_lines | grep -c "$next" || true
rm "$ROOT"/state/ledger.db*

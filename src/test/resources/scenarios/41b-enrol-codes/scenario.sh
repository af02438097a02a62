server_tells
account alice
enrol() {
    status=0
    "$ROOT/refwarden" otp enrol "$1" >"$ROOT/enrolled" 2>&1 || status=$?
    grep -v "$(printf '\033')" "$ROOT/enrolled" | sed -e 's/secret=[A-Z2-7]*/secret=…/' -e '/^$/d'
    echo "exit status $status"
    echo
}
enrol nobody
enrol gitea
enrol alice
grep -c "$(printf '\033')" "$ROOT/enrolled"
stat -c '%a' "$ROOT/config/secrets" "$ROOT/config/secrets/alice.totp"
enrol alice
echo 'one-time-code: secrets/alice.totp' >>"$ROOT/config/people/alice.yaml"
signed "First"
push -o "one-time-code=$("$ROOT/program" one-time-code "$(cat "$ROOT/config/secrets/alice.totp")" 0)" origin main | sed 's/=[0-9]*/=…/'

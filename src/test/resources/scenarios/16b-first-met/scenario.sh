now 2026-01-10T00:00:00Z
signed "First"
push origin main
say "a key whose enrolment is dated back"
sed -e 's/bob-key/bob-new/' -e "s|ssh: .*|ssh: \"$(cat "$ROOT/keys/second.pub")\"|" "$ROOT/config/people/bob.yaml" >"$ROOT/bob.yaml" &&
    cp "$ROOT/bob.yaml" "$ROOT/config/people/bob.yaml"
now 2026-02-01T00:00:00Z
signed "Seen by the server"
push origin main
as bob second
signed "By the new key"
now 2026-02-10T00:00:00Z
push origin main
now 2026-02-16T00:00:00Z
push origin main
say "the ledger lost: it is made anew of its lines"
log_lines >"$ROOT/lines"
rm "$ROOT"/state/ledger.db*
"$ROOT/refwarden" ledger rebuild "$ROOT/lines"
now 2026-02-10T00:00:00Z
signed "Once more"
push origin main

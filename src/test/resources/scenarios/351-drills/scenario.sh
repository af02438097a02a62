# What doctor pushes is a drill: in the log, shown to those who ask, counted nowhere; nobody else's push is one.
git init -q --bare -b main "$ROOT/srv.git"
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --repo "$ROOT/srv.git" >/dev/null
git remote set-url origin "$ROOT/srv.git"
signed "First"
push origin main
program=$ROOT/i/prefix/bin/refwarden
refwarden() {
    "$program" "$@" 2>&1 | sed -E 's/[0-9A-Z]{4}-[0-9A-Z]{4}/CASE-CASE/g; s/[0-9T:-]{19}Z/TIME/g; s/[0-9a-f]{64}|[0-9a-f]{40}/ID/g; s/[0-9a-f]{8}…/ID…/'
}
counted() {
    refwarden review list
    refwarden doctor --metrics - | grep -E 'refused|refusals'
    log_lines "$ROOT/i/state" | grep -c '"drill":true' || true
    echo
}
doctor() {
    "$program" doctor --repo "$ROOT/srv.git" | grep -F 'push that must'
    find "$ROOT/i/state" -path '*evidence*' -name objects | wc -l
}
say "doctor's own push"
doctor
counted
refwarden review list verdict:drill
refwarden log export | grep -o '"event":"drill","outcome":"refused","severity":"info"'
say "one that looks like it"
git push -q origin "HEAD:refs/replace/$(git rev-parse HEAD)" 2>/dev/null || echo refused
counted
say "and all of it is whole"
"$program" log verify | sed 's/: [0-9].*/: …/'

# Lines of the log go to a file, for those who ship logs; never at the cost of a push.
mkdir "$ROOT/ship"
echo "log: {follow: $ROOT/ship/decisions}" >>"$ROOT/config/server.yaml"
# What was shipped, with what was rotated away before it, against the log.
shipped() {
    log_lines >"$ROOT/lines"
    cat $(ls -r "$ROOT"/ship/decisions*) | cmp - "$ROOT/lines" && echo "$1"
}
signed "First"
push origin main
commit "Not signed"
push origin main
shipped "accepted or refused, every line is there"
git reset -q --hard HEAD~1
baseline --ref refs/heads/main --reason "for once" | tail -2
shipped "and those of commands"
say "rotated by a new name"
mv "$ROOT/ship/decisions" "$ROOT/ship/decisions.1"
signed "Second"
push origin main
wc -l <"$ROOT/ship/decisions"
shipped "it goes on in a new file"
say "killed at many moments"
i=1
while [ $i -le 6 ]; do
    signed "Change $i"
    git push -q origin main >/dev/null 2>&1 &
    pid=$!
    sleep "0.$(printf '%02d' $((30 + i * 9)))"
    kill -9 "$(cat "$ROOT/pid")" 2>/dev/null || true
    wait $pid 2>/dev/null || true
    i=$((i + 1))
done
signed "Third"
push origin main | tail -2
shipped "whatever was left out came with the next"
say "pushes at once"
for branch in a b c; do
    git push -q origin "HEAD:refs/heads/$branch" 2>/dev/null &
done
wait
shipped "in the order of the log"
say "a place that cannot be written refuses nothing"
mv "$ROOT/ship" "$ROOT/kept"
signed "Fourth"
push origin main
doctor() {
    "$ROOT/refwarden" doctor | grep 'log.s lines' | sed -E 's/[0-9T:-]{19}Z/TIME/'
}
doctor
mv "$ROOT/kept" "$ROOT/ship"
signed "Fifth"
push origin main
shipped "and is brought all that it lacks"
doctor
say "a key that is not quite right"
sed -i 's/follow:/folow:/' "$ROOT/config/server.yaml"
"$ROOT/refwarden" policy check 2>&1 | grep -i fol
# How many of those who were killed had recorded anything is left to chance.
rm "$ROOT"/state/ledger.db*

# Fifty hooks share what processors there are.
echo 'deadline: 10m' >>"$ROOT/config/server.yaml"
signed "First"
push origin main
signed "Good"
git branch good
git checkout -q -b bad
commit "Bad"
i=1
while [ $i -le 25 ]; do
    { git push -q origin "good:good$i" >/dev/null 2>&1 && echo accepted || echo refused; } >"$ROOT/good$i" &
    { git push -q origin "bad:bad$i" >"$ROOT/told$i" 2>&1 && echo accepted || echo refused; } >"$ROOT/bad$i" &
    i=$((i + 1))
done
say "who reads while they write sees a log that is whole as far as it goes"
for reader in 1 2 3; do
    "$ROOT/refwarden" log verify >"$ROOT/read" || cat "$ROOT/read"
    "$ROOT/refwarden" review list >/dev/null
done
wait
echo "good: $(cat "$ROOT"/good? "$ROOT"/good?? | sort | uniq -c | tr -s ' ')"
echo "bad: $(cat "$ROOT"/bad? "$ROOT"/bad?? | sort | uniq -c | tr -s ' ')"
"$ROOT/refwarden" log verify | sed 's/: [0-9]* lines.*/: …/'
say "each decision is logged once, each case is the one that its developer was told"
log_lines | cut -d, -f1 | sort | uniq -d | wc -l
sed -n 's/.*case \([0-9A-Z-]*\), quote.*/\1/p' "$ROOT"/told* | sort >"$ROOT/told"
"$ROOT/refwarden" review list | sed -n 's/^\([0-9A-Z]*-[0-9A-Z]*\) .*/\1/p' | sort >"$ROOT/listed"
wc -l <"$ROOT/told"
cmp "$ROOT/told" "$ROOT/listed" && echo same
say "all that was accepted is where it belongs"
"$ROOT/refwarden" verify "$ROOT/server.git"
# In which order they were decided is left to chance.
rm "$ROOT"/state/ledger.db*

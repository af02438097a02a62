signed "First"
push origin main
signed "Good"
git branch good
git checkout -q -b bad
commit "Bad"
i=1
while [ $i -le 20 ]; do
    { git push -q origin "good:good$i" >/dev/null 2>&1 && echo accepted || echo refused; } >"$ROOT/good$i" &
    { git push -q origin "bad:bad$i" >/dev/null 2>&1 && echo accepted || echo refused; } >"$ROOT/bad$i" &
    [ $((i % 10)) != 0 ] || wait
    i=$((i + 1))
done
wait
echo "good: $(cat "$ROOT"/good? "$ROOT"/good?? | sort | uniq -c | tr -s ' ')"
echo "bad: $(cat "$ROOT"/bad? "$ROOT"/bad?? | sort | uniq -c | tr -s ' ')"
"$ROOT/refwarden" log verify | sed 's/the last one.*/…/'
sort "$ROOT/state/log/decisions-000001.jsonl" | cut -d, -f1 | uniq -d | wc -l
# In which order they were decided is left to chance.
rm "$ROOT"/state/log/*

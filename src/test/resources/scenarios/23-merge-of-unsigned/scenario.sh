signed "First"
push origin main main:loose
git checkout -q -b topic
commit "Not signed" work
git checkout -q main
tick
git merge -q --no-ff -S -m "Merge topic" topic
push origin main
push origin main:loose
say "what was merged in is not settled by that"
push origin topic:looser

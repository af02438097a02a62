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
say "merged the other way round, what nobody signed is the line itself"
git checkout -q -b around topic
tick
git merge -q --no-ff -S -m "Merge main" main
push origin around:loose

signed "First"
push origin main
signed "Good"
git checkout -q -b release/1
commit "Not signed"
push origin main release/1
push --atomic origin main release/1
say "both are bad"
git checkout -q main
commit "Not signed either" other
push origin main release/1

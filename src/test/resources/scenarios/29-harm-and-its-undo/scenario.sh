signed "First"
push origin main
commit "Harm"
tick
git revert -S --no-edit HEAD >/dev/null
push origin main

commit "First"
push origin main
say "a new unprotected branch that adds a workflow"
git checkout -q -b feature
commit "Add a workflow" .github/workflows/ci.yml
push origin feature
say "in the middle, and undone at the end"
git rm -q -r .github
git commit -q -m "Remove it"
push origin feature
say "a link above the guarded folder"
git checkout -q -B feature main
ln -s elsewhere .github
git add .github
git commit -q -m "Link"
push origin feature
say "what is excepted, and what only looks alike"
git checkout -q -B feature main
commit "Public" secret/public.txt
commit "Deeper" secret/deep/x.txt
commit "Elsewhere" src/.github/workflows/x.yml
push origin feature

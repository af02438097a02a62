signed "By alice"
push origin main
git branch feature/old main
git checkout -q feature/old
commit "By a stranger, before anything was guarded"
git -C "$ROOT/server.git" fetch -q "$ROOT/work" feature/old:refs/heads/feature/old
say "what an administrator declares counts for its own ref; for others only where HEAD's branch holds it"
"$ROOT/refwarden" baseline "$ROOT/server.git" --reason "installed"
signed "By alice, on top of it"
push origin feature/old
push origin feature/old:feature/other
push origin feature/old~1:main
push origin feature/old~1:refs/heads/release/1
push origin main:release/2
say "nor does it when later pushes to its own ref were accepted"
signed "By alice again"
push origin feature/old
push origin feature/old:release/3
say "until it is declared for all of them"
"$ROOT/refwarden" baseline "$ROOT/server.git" --ref 'refs/heads/feature/*' --for-all --reason "looked at" | tail -1
push origin feature/old:release/3
say "what a merge brought into dev, where the first-parent line alone is judged, is new to main"
git checkout -q main
push origin main:dev
git checkout -q -b topic
commit "Not signed"
git checkout -q main
tick
git merge -q -S --no-ff --no-edit topic
push origin main:dev
push origin main
say "a rule that judges every commit from now on has not judged what it passed over before"
sed -i 's/, scope: first-parent//' "$ROOT/config/policy.yaml"
signed "By alice, on dev"
push origin main:dev

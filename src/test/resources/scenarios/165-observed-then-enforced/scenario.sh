enforce() {
    sed -i '/mode: observe/d' "$ROOT/config/policy.yaml"
}
forge() {
    git cat-file commit HEAD | sed "s/^$1/$2/" >"$ROOT/forged"
    git reset -q --hard "$(raw "$ROOT/forged")"
}
doctor() {
    echo "\$ refwarden doctor"
    { "$ROOT/refwarden" doctor --repo "$ROOT/server.git" || true; } \
        | grep -A1 ' on [0-9]* refs* ' | grep -v failed | sed "s|$ROOT|ROOT|g"
    echo
}
say "while the rules observe, three people push what they will refuse"
commit "Not signed, by alice"
push origin main
as bob
commit "Not signed, by bob"
signed "Signed by bob"
push origin main
as carol bob
signed "Signed by bob as carol"
push origin main main:release/1
as alice
git checkout -q -b release/2
signed "Signed"
forge Signed Forged
push origin HEAD:release/2
git checkout -q main
say "what the administrator is told beforehand, and when they refuse"
doctor
cp -r "$ROOT/config" "$ROOT/next"
sed -i '/mode: observe/d' "$ROOT/next/policy.yaml"
echo "\$ refwarden policy diff CONFIG NEXT"
"$ROOT/refwarden" policy diff "$ROOT/config" "$ROOT/next" --state "$ROOT/state" | sed "s|$ROOT|ROOT|g"
enforce
doctor
say "then they refuse: what alice reads who has done nothing wrong"
signed "Signed, the day after"
push origin main
say "what landed while they observed is declared settled, and what is forged is not"
baseline --observed --reason "the weeks before we enforced, looked at" || echo "exit status $?"
push origin main
push origin HEAD:release/1 HEAD:release/3
doctor
say "a second time there is nothing left but that"
baseline --observed --reason "again" || echo "exit status $?"
say "the forged one is looked at, and declared by itself"
forged=$(server rev-parse refs/heads/release/2)
git checkout -q release/2
signed "On top of it"
push origin HEAD:release/2
baseline --commit "$forged" --reason "an old tool broke it; looked at by two of us"
push origin HEAD:release/2
say "it settles nothing before it"
git checkout -q main
commit "Not signed, and refused"
push origin HEAD:release/4
signed "Signed, and no help"
server fetch -q "$PWD" main
baseline --commit "$(git rev-parse HEAD)" --reason "by mistake"
push origin HEAD:release/4
say "put there around the hook"
server update-ref refs/heads/release/5 "$(git rev-parse HEAD~1)"
doctor
say "what is wrongly asked for"
"$ROOT/refwarden" baseline "$ROOT/server.git" --commit main --reason "a name" 2>&1 | head -1
"$ROOT/refwarden" baseline "$ROOT/server.git" --commit "$forged" 2>&1 | head -1
"$ROOT/refwarden" baseline "$ROOT/server.git" --observed --commit "$forged" --reason "both" 2>&1 | head -1
say "the log"
log_lines | grep -c '"event":"baseline"'
log_lines | sed -n 's/.*\("refs":\[\],"commits":\[[^]]*\]\).*/\1/p'
"$ROOT/refwarden" log verify | sed "s|, the last one.*||"

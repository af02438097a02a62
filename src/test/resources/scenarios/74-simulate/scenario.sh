server_tells
refwarden() {
    status=0
    echo "\$ refwarden $*" | sed "s|$ROOT|ROOT|g"
    "$ROOT/refwarden" "$@" 2>&1 || status=$?
    echo "exit status $status"
    echo
}
candidate() {
    rm -rf "$ROOT/candidate"
    cp -r "$ROOT/config" "$ROOT/candidate"
    sed -i "$1" "$ROOT/candidate/policy.yaml"
}
account alice
signed "First"
push origin main
account bob
as bob
signed "Second" build.sh
push origin main
as carol
git fetch -q origin
signed "By carol"
push origin main
git -C "$ROOT/server.git" fetch -q "$ROOT/work" main:refs/scratch/kept
git reset -q --hard origin/main
say "the policy in force, over what it decided itself"
refwarden policy simulate
say "a stricter one: scripts want a second person"
candidate 's/signed-by: \[developers\]}/&\n        paths: [{match: ["**\/*.sh"], approvals: {count: 1, by: [developers]}}]/'
refwarden policy simulate --candidate "$ROOT/candidate"
refwarden policy simulate --candidate "$ROOT/candidate" --json | grep -v time
say "one that takes Carol in, and puts Bob out"
candidate 's/developers: .*/developers: [alice, carol]/'
refwarden policy simulate --candidate "$ROOT/candidate"
refwarden policy simulate --candidate "$ROOT/candidate" --since 2099-01-01
refwarden policy simulate --candidate "$ROOT/candidate" --history "$ROOT/server.git" --ref refs/heads/main
say "no such repository any more"
mv "$ROOT/server.git" "$ROOT/moved.git"
refwarden policy simulate --candidate "$ROOT/candidate"
mv "$ROOT/moved.git" "$ROOT/server.git"
say "a broken one is not tried"
echo 'version: 2' >>"$ROOT/candidate/policy.yaml"
refwarden policy simulate --candidate "$ROOT/candidate"

server_tells
account gitea
approved() {
    push -o "approval=$(approval "$1" refs/heads/main "${2:-$main}" HEAD)" origin HEAD:main
}
# merge AS BRANCH: a commit of two parents on main.
merge() {
    git checkout -q -B main "$main"
    as "$1"
    tick
    git merge -q --no-ff -S -m "Merge $2" "$2"
}
as alice
signed "First"
main=$(git rev-parse HEAD)
approved bob "$ZERO"
say "what alice signed beside the first parents rests on her alone, when she approves a robot's merge"
git checkout -q -b side
signed "By alice" side
merge gitea side
approved alice
approved bob
main=$(git rev-parse HEAD)
say "whoever merges does not vouch for what the merge brings, be it a robot or bob; a commit that is not signed needs two"
git checkout -q -b more
as alice
signed "More by alice" more
commit "By nobody" more
merge gitea more
approved alice
merge bob more
approved alice
push -o "approval=$(approval alice refs/heads/main "$main" HEAD)" \
    -o "approval=$(approval carol refs/heads/main "$main" HEAD)" origin HEAD:main
main=$(git rev-parse HEAD)
say "what was accepted is not asked about again"
as carol
signed "On top"
approved alice

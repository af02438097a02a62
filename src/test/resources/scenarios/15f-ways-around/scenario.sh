compromised() {
    sed -i "s/enrolled: 2025-01-01/&\n    compromised: 2026-02-01/" "$ROOT/config/people/$1.yaml"
}
now 2026-01-10T00:00:00Z
as bob
signed "By bob"
push origin HEAD:release/1
now 2026-02-10T00:00:00Z
as alice
signed "By the thief of alice's key"
bad=$(git rev-parse HEAD)
push origin HEAD:release/1
push origin HEAD:free
say "the key is found to be compromised; who holds the commit already goes on"
compromised alice
now 2026-03-01T00:00:00Z
as bob
signed "On top, by bob"
push origin HEAD:release/1
top=$(git rev-parse HEAD)

say "around: the ref goes and comes again, or goes back and forth"
push origin :refs/heads/release/1
push origin "$top:refs/heads/release/1"
push origin "$(git rev-parse HEAD~2):refs/heads/release/5"
push origin "+$top:refs/heads/release/5"
server update-ref refs/heads/release/1 "$top"
say "around: under a merge by a good key, on a rule for all commits and on one for the first line only"
git checkout -q -b side HEAD~2
git merge -q -S --no-ff -m "Merge" "$bad"
push origin HEAD:release/2
push origin HEAD:line/1
push origin "$bad:refs/heads/line/2"
say "around: through the refs that a rule is based on"
push origin "$top:refs/heads/based/1"
say "around: through a symbolic ref, and through a tag"
server symbolic-ref refs/heads/alias refs/heads/release/9
push origin "$top:refs/heads/alias"
git tag -s -m "By bob, of her commit" v1 "$bad"
push origin v1
push origin v1:refs/heads/release/8
say "around: two refs in one push, of which one holds it"
push origin "$top:refs/heads/release/1" "$top:refs/heads/release/7"
say "around: from a ref that nobody guards, once its history is declared settled after the fact"
"$ROOT/refwarden" baseline "$ROOT/server.git" --ref refs/heads/free --reason "all looked good" >/dev/null
push origin "$bad:refs/heads/release/6"

say "around: what was only watched was never accepted"
sed -i 's/    unmatched: allow/&\n    mode: observe/' "$ROOT/config/policy.yaml"
sed -i 's/enrolled: 2025-01-01/&\n    retired: 2026-03-01/' "$ROOT/config/people/bob.yaml"
now 2026-03-02T00:00:00Z
git checkout -q --orphan watched
as bob
signed "By a key that is retired"
push origin HEAD:refs/watched/1
sed -i '/mode: observe/d' "$ROOT/config/policy.yaml"
push origin HEAD:refs/watched/2
say "nor does a waiver for one ref make it good for another"
{ cat "$ROOT/config/policy.yaml"; echo 'waivers: {count: 1, by: [carol]}'; } >"$ROOT/p" && cp "$ROOT/p" "$ROOT/config/policy.yaml"
server_tells
account bob
push origin HEAD:refs/watched/2 | tee "$ROOT/refusal"
case=$(sed -n 's/.*case \([A-Z0-9-]*\),.*/\1/p' "$ROOT/refusal")
printf 'refwarden waiver 1\nrepository git.example.org/server\ncase %s\nupdate %s %s refs/watched/2\nfindings key-retired\nexpires 2026-03-02T12:00:00Z\n' \
    "$case" "$ZERO" "$(git rev-parse HEAD)" >"$ROOT/waiver"
push -o "waiver=$(statement refwarden-waiver carol <"$ROOT/waiver")" origin HEAD:refs/watched/2
push origin HEAD:refs/heads/line/3

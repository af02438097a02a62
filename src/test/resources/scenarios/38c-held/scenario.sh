server_tells
account alice
main=refs/heads/main
in_seconds() { echo 2026-11-20T00:00:00Z; }
now 2026-11-18T00:00:00Z
signed "First"
approval=$(approval alice-token $main $ZERO HEAD)
say "seen for the first time, eleven hours later, thirteen hours later"
push -o "approval=$approval" origin main
now 2026-11-18T11:00:00Z
push -o "approval=$approval" origin main
now 2026-11-18T13:00:00Z
push -o "approval=$approval" origin main
say "pushed beforehand"
signed "Second"
blob=$(approval alice-token $main HEAD~1 HEAD | git hash-object -w --stdin)
git push -q origin "$blob:refs/refwarden/approvals/$(git rev-parse HEAD)/$blob" 2>&1 | sed 's/^remote: //'
now 2026-11-19T02:00:00Z
push origin main
say "what expired is taken away"
now 2026-12-01T00:00:00Z
"$ROOT/refwarden" approvals "$ROOT/server.git" --prune
git -C "$ROOT/server.git" for-each-ref refs/refwarden | wc -l

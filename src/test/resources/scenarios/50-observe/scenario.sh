now 2026-11-23T12:00:00Z
commit "Not signed"
push origin main
say "other refs are denied, but not yet"
push origin main:other
say "what is always forbidden is refused in any mode"
push origin "main:refs/replace/$(git rev-parse HEAD)"
say "when the time has come; what was only observed is not settled"
now 2027-01-15T00:00:00Z
signed "Signed"
push origin main

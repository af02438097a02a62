echo 'internal-refs: ["refs/pull/**"]' >>"$ROOT/config/server.yaml"
commit "Not signed"
push origin main
push origin main:play/x
push origin main:refs/notes/x
say "the server's own refs are judged by no rule, and settle nothing"
push origin main:refs/pull/1/head
push origin main
say "a repository that no entry matches"
sed 's|match: \["\*\*"\]|match: ["platform/**"]|' "$ROOT/config/policy.yaml" >"$ROOT/policy"
policy <"$ROOT/policy"
push origin main

# What a rule says of tags concerns nothing but refs/tags/, whatever else it matches.
cat >"$ROOT/config/policy.yaml" <<'Y'
version: 1
groups: {maintainers: [alice, bob]}
repositories:
  - match: ["**"]
    rules:
      - {name: everything, refs: ["refs/**"], commits: {signed-by: [maintainers]}, tags: {signed-by: [maintainers]}}
Y
"$ROOT/refwarden" policy check "$ROOT/config"
signed "Good"
push origin main
"$ROOT/refwarden" policy explain --repo server --ref refs/heads/main | sed "s|$ROOT|ROOT|g"
commit "Not signed"
push origin main
git reset -q --hard HEAD~1
git tag light
push origin light
git -c tag.gpgSign=true tag -s -m "Signed" v1
push origin v1
say "a rule with tags alone leaves branches unmatched"
cat >"$ROOT/config/policy.yaml" <<'Y'
version: 1
groups: {maintainers: [alice, bob]}
repositories:
  - match: ["**"]
    rules:
      - {name: everything, refs: ["refs/**"], tags: {signed-by: [maintainers]}}
Y
push origin HEAD:other
"$ROOT/refwarden" policy explain --repo server --ref refs/heads/other | sed "s|$ROOT|ROOT|g"

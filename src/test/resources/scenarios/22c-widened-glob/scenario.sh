signed "First"
push origin main
commit "Not signed"
push origin HEAD:topic
sed 's|refs/heads/main,|refs/heads/main, refs/heads/topic,|' "$ROOT/config/policy.yaml" >"$ROOT/policy"
policy <"$ROOT/policy"
signed "Good"
push origin HEAD:topic
say "vouched for by the rule"
sed "s|signed-by: \[maintainers\]|signed-by: [maintainers], vouched: [$(git rev-parse HEAD~1)]|" "$ROOT/config/policy.yaml" >"$ROOT/policy"
policy <"$ROOT/policy"
push origin HEAD:topic

server_tells
account alice
# A shipped policy, with waivers.
{ cat "$(project)/policies/small-team/policy.yaml" && echo 'waivers: {count: 1, by: [bob]}'; } | policy
signed "First"
push origin main
say "a commit that only a waiver lets through"
commit "Not signed"
push origin main
case=$(sed -n 's/.*case \([0-9A-Z-]*\), quote.*/\1/p' "$ROOT/push.out")
waiver=$("$ROOT/refwarden" waive "$case" 2>/dev/null | statement refwarden-waiver bob)
push -o "waiver=$waiver" origin main
git checkout -q -b topic
signed "On top of it"
say "by a policy without based-on, whoever branches from there is stopped"
cp "$ROOT/config/policy.yaml" "$ROOT/shipped.yaml"
sed -i '/based-on/d' "$ROOT/config/policy.yaml"
push origin topic
say "as it is shipped, nobody is"
cp "$ROOT/shipped.yaml" "$ROOT/config/policy.yaml"
push origin topic

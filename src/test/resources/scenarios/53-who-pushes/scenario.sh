printf 'pusher: {environment: TEST_ACCOUNT, unless: {DEPLOY_KEY: ["", "0"], otherwise: "deploy-key:{DEPLOY_KEY}"}}\n' >>"$ROOT/config/server.yaml"
signed "First"
say "nobody says who pushes"
push origin main
export TEST_ACCOUNT=mallory
push origin main
export TEST_ACCOUNT=bob
push origin main
export TEST_ACCOUNT=alice
say "a deploy key of alice's is not alice"
DEPLOY_KEY=7 push origin main
push origin main

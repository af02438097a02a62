signed "First"
push origin main
say "the folder comes under another name"
sed "s|^root: .*|root: $(dirname "$ROOT")|" "$ROOT/config/server.yaml" >"$ROOT/server.yaml"
cp "$ROOT/server.yaml" "$ROOT/config/server.yaml"
signed "Second"
push origin main | sed "s|$ROOT|ROOT|g; s|$(basename "$ROOT")|FOLDER|g"
say "the name taken from the environment; then confirmed"
printf 'version: 1\nserver: git.example.org\nroot: /\nrepository: {environment: [REPO_OWNER, REPO_NAME]}\n' >"$ROOT/config/server.yaml"
push origin main
export REPO_OWNER=platform REPO_NAME=api
push origin main
baseline --reason "moved to another server"
push origin main

srv=$ROOT/srv
git init -q --bare -b main "$srv/platform/api.git"
rm "$ROOT/config/server.yaml"
# shellcheck disable=SC2086
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --repo "$srv/platform/api.git"
serve() {
    git daemon --listen=127.0.0.1 --port="$1" --base-path="$srv" --export-all --enable=receive-pack --reuseaddr \
        "$srv" >"$ROOT/daemon.log" 2>&1 &
    daemon=$!
    for attempt in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 $daemon 2>/dev/null || return 1
        git ls-remote "git://127.0.0.1:$1/platform/api.git" >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    return 1
}
port=$((20000 + $$ % 20000))
until serve $port; do
    port=$((port + 1))
done
trap 'kill $daemon' EXIT
git remote set-url origin "git://127.0.0.1:$port/platform/api.git"
say "over git's own protocol, which asks nobody who they are"
commit "Not signed"
push origin main
git commit -q --amend -S -m "Signed"
push origin main
say "where a rule asks who pushes, only a push certificate can say it"
sed -i 's/commits: {/push: {by: [maintainers]}\n        commits: {/' "$ROOT/config/policy.yaml"
signed "Another"
push origin main
sleep 1
push --signed origin main
say "every version of the protocol"
for version in 0 1 2; do
    commit "Not signed, version $version"
    git config protocol.version $version
    push -o some=option origin main
    git reset -q --hard HEAD~1
done

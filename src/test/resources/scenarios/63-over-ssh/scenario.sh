echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
sed -i 's/commits: {/push: {by: [maintainers]}\n        commits: {/' "$ROOT/config/policy.yaml"
mkdir -m 700 "$ROOT/sshd"
ssh-keygen -q -t ed25519 -N '' -f "$ROOT/sshd/host"
# Each key may do one thing only, as an account that sshd alone names.
for name in alice mallory; do
    echo "restrict,command=\"TEST_ACCOUNT=$name exec git-shell -c \\\"\$SSH_ORIGINAL_COMMAND\\\"\" $(cat "$ROOT/keys/$name.pub")"
done >"$ROOT/sshd/authorized_keys"
chmod 600 "$ROOT/sshd/authorized_keys"
sshd=$(command -v sshd)
serve() {
    cat >"$ROOT/sshd/config" <<END
ListenAddress 127.0.0.1
Port $1
HostKey $ROOT/sshd/host
AuthorizedKeysFile $ROOT/sshd/authorized_keys
PidFile none
StrictModes no
UsePAM no
PermitRootLogin yes
PasswordAuthentication no
AcceptEnv TEST_ACCOUNT JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH TMPDIR
END
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    "$sshd" -D -f "$ROOT/sshd/config" >"$ROOT/sshd/log" 2>&1 &
    server_pid=$!
    sleep 0.5
    kill -0 $server_pid 2>/dev/null
}
port=$((20000 + $$ % 20000))
until serve $port; do
    port=$((port + 1))
done
trap 'kill $server_pid' EXIT
over() {
    export GIT_SSH_COMMAND="ssh -F none -i $ROOT/keys/$1 -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o SendEnv=TEST_ACCOUNT -o SendEnv=*JAVA* -o SendEnv=CLASSPATH -o SendEnv=TMPDIR"
}
git remote set-url origin "ssh://$(id -un)@127.0.0.1:$port$ROOT/server.git"
over alice
commit "Not signed"
push origin main 
git reset -q --soft HEAD 2>/dev/null
git commit -q --amend -S -m "Signed"
say "another account than the key's cannot be claimed"
over mallory
TEST_ACCOUNT=alice push origin main
over alice
push origin main
say "the push itself signed, by the account's owner and by someone else"
server config receive.certNonceSeed 0123456789abcdef0123456789abcdef
sed -i 's/push: {by/push: {certificate: required, by/' "$ROOT/config/policy.yaml"
signed "Second"
push origin main
as bob
push --signed origin main
as alice
push --signed origin main
say "an installation on the same server; what clients set there reaches no Java"
git init -q --bare -b main "$ROOT/srv/api.git"
sed -i 's/certificate: required, //' "$ROOT/config/policy.yaml"
install --prefix "$ROOT/i/prefix" --config "$ROOT/config" --state "$ROOT/i/state" --repo "$ROOT/srv/api.git"
git remote set-url origin "ssh://$(id -un)@127.0.0.1:$port$ROOT/srv/api.git"
commit "Not signed"
push origin main
git reset -q --hard HEAD~1
signed "Third"
export CLASSPATH="$ROOT/nowhere" TMPDIR="$ROOT/nowhere"
for variable in JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS; do
    export "$variable=-XX:+ThisOptionDoesNotExist"
done
over mallory
TEST_ACCOUNT=alice push origin main
over alice
TEST_ACCOUNT=bob push origin main

echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
mkdir -m 700 "$ROOT/sshd"
ssh-keygen -q -t ed25519 -N '' -f "$ROOT/sshd/host"
for name in alice bob; do
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
END
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    "$sshd" -D -e -f "$ROOT/sshd/config" >"$ROOT/sshd/log" 2>&1 &
    server_pid=$!
    sleep 0.5
    kill -0 $server_pid 2>/dev/null
}
port=$((20000 + $$ % 20000))
until serve $port; do
    port=$((port + 1))
done
trap 'kill $server_pid' EXIT
# An ssh that a user has set up: found by PATH, with the key of one person.
ssh=$(command -v ssh)
mkdir "$ROOT/bin"
as_user() {
    cat >"$ROOT/bin/ssh" <<END
#!/bin/sh
exec $ssh -F "$ROOT/sshd/user" "\$@"
END
    chmod +x "$ROOT/bin/ssh"
    cat >"$ROOT/sshd/user" <<END
IdentityFile $ROOT/keys/$1
IdentitiesOnly yes
StrictHostKeyChecking no
UserKnownHostsFile /dev/null
LogLevel ERROR
END
}
as_user alice
export PATH="$ROOT/bin:$PATH"
url=ssh://$(id -un)@127.0.0.1:$port$ROOT/server.git
git remote set-url origin "$url"
# logins COMMAND...: what it ends with, and how often someone logged in meanwhile.
logins() {
    before=$(grep -c '^Accepted publickey' "$ROOT/sshd/log" || true)
    "$@" >"$ROOT/out" 2>&1 || true
    tail -n 1 "$ROOT/out" | sed 's/until .*Z;/until …;/; s/approval=.*/approval=…/'
    echo "logged in: $(($(grep -c '^Accepted publickey' "$ROOT/sshd/log") - before))"
    echo "left behind: $(find "${TMPDIR:-/tmp}" -maxdepth 2 -type s -user "$(id -u)" -newer "$ROOT/sshd/user" -name s | grep -c . || true)"
    echo
}
signed "First"
push origin "HEAD:refs/refwarden/proposals/$(git rev-parse HEAD)"
first=$(git rev-parse HEAD)
signed "Second"
push origin HEAD:topic
git -c core.sshCommand="$ROOT/bin/ssh" clone -q "$url" "$ROOT/bob" 2>/dev/null
cd "$ROOT/bob"
git config gpg.ssh.program "$ROOT/sign"
git config user.signingKey "$ROOT/keys/bob.pub"
git config refwarden.repository git.example.org/server
as_user bob
approve() {
    "$client/git-refwarden-approve" "$@"
}
say "everything through one connection"
logins approve -l
logins approve -y main origin/topic
logins approve -y refs/heads/release "$first"
logins approve -y nowhere 1111111111111111111111111111111111111111
say "where the user chose how to connect, that is left alone"
GIT_SSH_COMMAND="$ROOT/bin/ssh" && export GIT_SSH_COMMAND
logins approve -l
logins approve -y -e 30 -p main origin/topic
unset GIT_SSH_COMMAND
echo "ControlPath $ROOT/sshd/none" >>"$ROOT/sshd/user"
logins approve -y -p main origin/topic
say "what is here already is not fetched"
logins approve -y -p refs/heads/other "$first"
as_user bob
say "where connections cannot be shared, it works all the same"
sed -i '2i case "$*" in *ControlMaster*git-upload-pack*) exit 255 ;; esac' "$ROOT/bin/ssh"
logins approve -y -p main origin/topic

# The commands of the page for the first day, in its order, as it has them: whoever types them stands before the dollar sign.
page=$(project)/src/site/markdown/first-day.md
mkdir -p "$ROOT/srv/git" "$ROOT/bin" "$ROOT/people/alice/.ssh" "$ROOT/people/bob/.ssh" "$ROOT/people/admin"
chmod 700 "$ROOT"/people/*/.ssh
mkdir -m 700 "$ROOT/sshd"
ssh-keygen -q -t ed25519 -N '' -f "$ROOT/sshd/host"
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
# The host of the page is this machine.
cat >"$ROOT/ssh" <<END
#!/bin/sh
for word; do
    shift
    [ "\$word" != git@git.example.org ] || word=$(id -un)@127.0.0.1
    set -- "\$@" "\$word"
done
exec ssh -F none -p $port -i ~/.ssh/id_ed25519 -o IdentitiesOnly=yes -o StrictHostKeyChecking=no \\
    -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "\$@"
END
chmod +x "$ROOT/ssh"
# The line of the page about servers, for each key that is there by now.
authorize() {
    for name in alice bob; do
        [ ! -e "$ROOT/people/$name/.ssh/id_ed25519.pub" ] ||
            sed -n 's/^    \(restrict,command=.*\) ssh-ed25519 .*/\1/p' "$(project)/src/site/markdown/servers.md" |
            sed "s/=alice /=$name /; s|$| $(cat "$ROOT/people/$name/.ssh/id_ed25519.pub")|; 1q"
    done >"$ROOT/sshd/authorized_keys"
    chmod 600 "$ROOT/sshd/authorized_keys"
}
places="--prefix '$ROOT/i/prefix' --config '$ROOT/i/config' --state '$ROOT/i/state'"
cat >"$ROOT/bin/refwarden" <<END
#!/bin/sh
exec '$ROOT/i/prefix/bin/refwarden' "\$@"
END
chmod +x "$ROOT/bin/refwarden"
unset GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_CONFIG_GLOBAL
# run WHO COMMAND
run() {
    echo "$1\$ $2"
    id=$(git -C "$ROOT/people/alice/app" rev-parse -q --verify v1.0 2>/dev/null || true)
    command=$(printf '%s' "$2" | sed -e "s|/srv/git|$ROOT/srv/git|g; s|/etc/refwarden|$ROOT/i/config|g; s|\\bID\\b|$id|g" \
        -e "s|^\\./install.sh|'$(project)/install.sh' $places|; s|refwarden-approve -r|refwarden-approve -y -r|")
    folder=$ROOT/people/$1
    [ ! -d "$folder/app" ] || folder=$folder/app
    (
        cd "$folder"
        HOME=$ROOT/people/$1 PATH=$ROOT/bin:$PATH GIT_SSH_COMMAND=$ROOT/ssh
        export HOME PATH GIT_SSH_COMMAND
        tick
        eval "$command"
    ) >"$ROOT/run.out" 2>&1 && status=0 || status=$?
    sed -e "s|$(project)|PROJECT|g; s|$(hostname -f 2>/dev/null || hostname)|HOST|g; s/on Java [0-9]*/on Java N/" \
        -e "s/sha256:[0-9a-f]*/sha256:…/g; s/20[0-9-]*T[0-9:.]*Z/TIME/g" \
        -e "s/-lsF '[^']*'/-lsF '…'/; s/the last one [0-9a-f]*/the last one …/" \
        -e '/BEGIN SSH SIGNATURE/,/END SSH SIGNATURE/{/SIGNATURE/!d}' "$ROOT/run.out"
    [ "$status" = 0 ] || echo "exit status $status"
    SECOND=$((${SECOND:-1795420800} + 60))
    for name in alice bob; do
        [ ! -e "$ROOT/people/$name/.ssh/id_ed25519.pub" ] ||
            cp "$ROOT/people/$name/.ssh/id_ed25519.pub" "$ROOT/people/admin/$name.pub"
    done
    if [ -e "$ROOT/people/admin/git-refwarden-approve" ]; then
        cp "$ROOT/people/admin/git-refwarden-approve" "$ROOT/bin/"
        chmod 755 "$ROOT/bin/git-refwarden-approve"
    fi
    authorize
}
while IFS= read -r line; do
    case $line in
    '## '*) printf '\n# %s\n' "${line#\#\# }" ;;
    '    admin$ '*) run admin "${line#    admin\$ }" </dev/null ;;
    '    alice$ '*) run alice "${line#    alice\$ }" </dev/null ;;
    '    bob$ '*) run bob "${line#    bob\$ }" </dev/null ;;
    '```yaml')
        rules=$(sed -n '/^```yaml$/,/^```$/p' "$page" | sed '1d; $d')
        printf '%s\n' "$rules" >"$ROOT/people/admin/new/policy.yaml"
        ;;
    esac
done <"$page"
echo
git -C "$ROOT/srv/git/app.git" tag -l

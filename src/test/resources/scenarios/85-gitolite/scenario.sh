# A gitolite of its own, in a home of its own.
HOME=$ROOT/gl
export HOME
mkdir "$HOME"
places="--prefix $ROOT/i/prefix --config $ROOT/config --state $ROOT/i/state --units $ROOT/units --gitolite"
# Each key may only ask gitolite, which sets GL_USER and GL_REPO; what sshd does for it is done here.
by() {
    cat >"$ROOT/ssh" <<END
#!/bin/sh
shift
SSH_ORIGINAL_COMMAND=\$* SSH_CONNECTION="127.0.0.1 1 127.0.0.1 22" exec /usr/share/gitolite3/gitolite-shell $1
END
    chmod +x "$ROOT/ssh"
    export GIT_SSH="$ROOT/ssh" GIT_SSH_VARIANT=simple
}
rm "$ROOT/config/server.yaml"
cp "$ROOT/keys/alice.pub" "$ROOT/alice.pub"
gitolite setup -pk "$ROOT/alice.pub" >/dev/null 2>&1
configuration() {
    by alice
    rm -rf "$ROOT/admin"
    git clone -q git@server:gitolite-admin "$ROOT/admin" 2>&1
    cat >"$ROOT/admin/conf/gitolite.conf"
    for name in bob mallory; do
        cp "$ROOT/keys/$name.pub" "$ROOT/admin/keydir/"
    done
    git -C "$ROOT/admin" add -A
    git -C "$ROOT/admin" -c gpg.format=ssh -c "user.signingKey=$ROOT/keys/alice.pub" commit -q -S -m "Who may what"
    git -C "$ROOT/admin" push -q origin HEAD:master >"$ROOT/admin.out" 2>&1 || cat "$ROOT/admin.out"
}
configuration <<'END'
repo gitolite-admin
    RW+ = alice
repo platform/api
    -   protected = @all
    RW+ = alice bob mallory
END
git remote set-url origin git@server:platform/api
by alice
commit "Before there was Refwarden"
git push -q origin main
say "gitolite has no place for hooks yet"
# shellcheck disable=SC2086
install $places
sed -i 's|^ *# *LOCAL_CODE *=> *"$ENV{HOME}/local",|    LOCAL_CODE => "$ENV{HOME}/local",|' "$HOME/.gitolite.rc"
mkdir -p "$HOME/local/hooks/common"
printf '#!/bin/sh\nread -r old new ref\ncase $ref in *forbidden) echo "the old hook says no"; exit 1 ;; esac\n' \
    >"$HOME/local/hooks/common/pre-receive"
chmod +x "$HOME/local/hooks/common/pre-receive"
say "installed, with a hook that is there already"
install $places
sed '/^server/d' "$ROOT/config/server.yaml"
install $places
install $places --check
say "pushes"
push origin HEAD:forbidden
commit "Not signed"
push origin main
git reset -q --hard origin/main
signed "Signed"
push origin main
by mallory
signed "Signed, but pushed by another account"
push origin main
say "gitolite's own rules hold as before"
by stranger
push origin main
by alice
push origin main:protected
push origin +HEAD~2:main
say "a repository that is made later has the hook from its birth"
configuration <<'END'
repo gitolite-admin
    RW+ = alice
repo platform/api platform/new
    RW+ = alice bob
END
commit "Not signed"
push git@server:platform/new HEAD:main
say "and its own settings, once the timer has run"
git -C "$HOME/repositories/platform/new.git" config receive.certNonceSeed || echo "no seed yet"
HOME=/ "$ROOT/i/prefix/lib/refwarden/current/installer/install.sh" --guard --prefix "$ROOT/i/prefix" \
    --config "$ROOT/config" --state "$ROOT/i/state" --gitolite="$HOME"
say "a repository with hooks of its own, by gitolite's repo-specific-hooks, runs those instead, and that is said"
HOME=$ROOT/gl
mkdir "$HOME/local/hooks/repo-specific"
printf '#!/bin/sh\necho "the hook of this repository"\n' >"$HOME/local/hooks/repo-specific/extra"
chmod +x "$HOME/local/hooks/repo-specific/extra"
sed -i "s|^ *# *'repo-specific-hooks',|            'repo-specific-hooks',|; s|# ENABLE => \[|ENABLE => [|" "$HOME/.gitolite.rc"
configuration <<'END'
repo gitolite-admin
    RW+ = alice
repo platform/api
    RW+ = alice bob
    option hook.pre-receive = extra
END
install $places --check | grep -v ^ok
install $places
configuration <<'END'
repo gitolite-admin
    RW+ = alice
repo platform/api
    RW+ = alice bob
    option hook.pre-receive = extra
    option hook.pre-receive.zz = refwarden
END
install $places --check | grep -v ^ok
git reset -q --hard origin/main
commit "Not signed"
push origin main
configuration <<'END'
repo gitolite-admin
    RW+ = alice
repo platform/api platform/new
    RW+ = alice bob
    option hook.pre-receive =
END
say "uninstalled: the old hook is back"
install $places --uninstall
push origin HEAD:forbidden
push origin HEAD:main
(cd "$HOME" && find local repositories -name '*pre-receive*' ! -name '*.sample' | sort)

# Installed without HOME and under a strict umask, and by an account that has neither cron's folder nor systemd.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
git config --global --add safe.directory '*'
as_git() {
    setpriv --reuid=nobody --regid=nogroup --clear-groups env -i PATH="$PATH" JAVA_HOME="$jdk" "$@"
}
jdk=$(readlink -f "$(command -v java)")
jdk=${jdk%/bin/java}
shown() {
    sed -e '/^next:/d; /is older than its sources/d' -e "s|$(project)|PROJECT|g; s|$base|BASE|g" -e 's/on Java [0-9]*/on Java N/'
}
say "by root, whose own repository it is"
git init -q --bare -b main "$base/srv/api.git"
(
    unset HOME
    umask 077
    "$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --enforce 2>&1
    "$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --check 2>&1 | tail -1
) | shown
find "$base/i/p" ! -perm -g=r
find "$base/i/s" -maxdepth 0 -perm /077
git remote set-url origin "$base/srv/api.git"
commit "Not signed"
push origin HEAD:main | grep '\['
say "for another account"
git init -q --bare -b main "$base/theirs/app.git"
chown -R nobody:nogroup "$base/theirs"
(
    unset HOME
    umask 077
    "$(project)/install.sh" --prefix "$base/j/p" --config "$base/j/c" --state "$base/j/s" --repo "$base/theirs/app.git" --enforce 2>&1
) | shown
find "$base/j/p" "$base/j/c" ! -perm -o=r ! -name secrets
find "$base/j/s" ! -user nobody
git push -q "$base/theirs/app.git" HEAD:main 2>&1 | grep '\[' | grep remote:
say "by that account itself, without HOME: a line for its crontab"
mkdir -p "$base/source/target" "$base/source/src"
cp "$(project)/install.sh" "$base/source/"
cp -R "$(project)/policies" "$base/source/"
cp -R "$(project)/src/install" "$(project)/src/client" "$base/source/src/"
cp "$(project)/target/refwarden.jar" "$base/source/target/"
chmod -R a+rX "$base/source"
command install -d -o nobody -g nogroup "$base/own" "$base/own/srv"
as_git git init -q --bare -b main "$base/own/srv/one.git"
own() {
    as_git sh -c 'umask 077; exec "$@"' sh "$base/source/install.sh" --prefix "$base/own/p" --config "$base/own/c" \
        --state "$base/own/s" --all-repos "$base/own/srv" "$@" 2>&1
}
own --enforce >"$ROOT/out" || cat "$ROOT/out"
shown <"$ROOT/out"
own --check | grep -v '^ok' | shown
say "the line guards what is made later"
as_git git init -q --bare -b main "$base/own/srv/100%.git"
line=$(sed -n 's/^  \* \* \* \* \* //p' "$ROOT/out" | sed 's/\\%/%/g')
as_git sh -c "$line" | shown
chmod 755 "$base/own"
git push -q "$base/own/srv/100%.git" HEAD:main 2>&1 | grep '\[' | grep remote:
own --uninstall | shown

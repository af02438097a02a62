# Repositories that other accounts own; everything lies where those may look.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
places="--prefix $base/i/prefix --config $base/i/config --state $base/i/state"
as_nobody() {
    setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$base" GIT_CONFIG_NOSYSTEM=1 "$@"
}
for name in api web; do
    git init -q --bare -b main "$base/srv/$name.git"
    chown -R nobody:nogroup "$base/srv/$name.git"
done
git init -q --bare -b main "$base/srv/mine.git"
chown nobody "$base/srv"
mkdir "$base/release"
(cd "$(project)" && tar cf - install.sh policies src/install src/client target/refwarden.jar) | tar xf - -C "$base/release"
run() {
    status=0
    # shellcheck disable=SC2086
    "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -e "s|$base|BASE|g" -e 's/on Java [0-9]*/on Java N/' "$ROOT/out"
    echo "exit status $status"
    find "$base" -path "$base/release" -prune -o -newer "$ROOT/before" \( -type f -o -type l \) -print | grep -v '/hooks/.*sample$' |
        sed "s|$base|changed: BASE|"
    echo
}
: >"$ROOT/before"
sleep 0.1
say "accounts that do not go together"
run "$base/release/install.sh" $places --repo "$base/srv/api.git" --repo "$base/srv/mine.git"
run as_nobody "$base/release/install.sh" $places --repo "$base/srv/mine.git"
mkdir -m 700 "$base/i" "$base/i/state"
run "$base/release/install.sh" $places --repo "$base/srv/api.git"
rmdir "$base/i/state"
say "a program that the account cannot reach"
run "$base/release/install.sh" $places --repo "$base/srv/api.git"
rmdir "$base/i"
say "a place that the account cannot write"
run as_nobody "$base/release/install.sh" $places --repo "$base/srv/api.git"
say "a hooks folder that is read-only, for root and for the account itself"
chmod 555 "$base/srv/web.git/hooks"
run "$base/release/install.sh" $places --repo "$base/srv/api.git" --repo "$base/srv/web.git"
mkdir -m 777 "$base/own"
run as_nobody "$base/release/install.sh" --prefix "$base/own/p" --config "$base/own/c" --state "$base/own/s" \
    --repo "$base/srv/api.git" --repo "$base/srv/web.git"
chmod 755 "$base/srv/web.git/hooks"
say "a link that the account put there to mislead root"
: >"$base/precious"
chmod 600 "$base/precious"
ln -s "$base/precious" "$base/srv/web.git/hooks/pre-receive.undo.new"
ln -s "$base/precious" "$base/srv/web.git/config.lock"
run "$base/release/install.sh" $places --repo "$base/srv/api.git" --repo "$base/srv/web.git"
rm "$base/srv/web.git/config.lock"
"$base/release/install.sh" $places --all-repos "$base/srv" --units "$base/units" 2>&1 |
    sed -e "s|$base|BASE|g" -e 's/on Java [0-9]*/on Java N/'
rm -r "$base/srv/mine.git"
"$base/release/install.sh" $places --all-repos "$base/srv" --units "$base/units" --enforce 2>&1 |
    sed -e "s|$base|BASE|g" -e 's/on Java [0-9]*/on Java N/'
wc -c <"$base/precious"
stat -Lc '%U %a %n' "$base"/srv/*/hooks/pre-receive "$base"/srv/*/config "$base"/i/state/baselined "$base"/i/prefix/bin/refwarden |
    sed "s|$base|BASE|"
say "what the timer runs, as that account, for a repository that is made later"
as_nobody git init -q --bare -b main "$base/srv/later.git"
command=$(sed -n 's/^ExecStart=//p' "$base"/units/*.service)
grep ^User "$base"/units/*.service
eval "as_nobody $command" 2>&1 | sed "s|$base|BASE|g"
eval "as_nobody $command" 2>&1 | sed "s|$base|BASE|g"
say "uninstalled by root, in that account's repositories"
"$base/release/install.sh" $places --all-repos "$base/srv" --units "$base/units" --uninstall 2>&1 | sed "s|$base|BASE|g"
find "$base/i" "$base/srv" -name '*pre-receive*' ! -name '*.sample' -o -name 'refwarden*' -o -name '*.undo' | sed "s|$base|BASE|g"

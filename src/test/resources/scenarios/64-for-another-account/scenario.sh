# An account that owns repositories; its files lie where it may look.
base=$(mktemp -d "$ROOT-XXXXXX")
chmod 755 "$base"
trap 'rm -rf "$base"' EXIT
cp -r "$ROOT/work" "$base/work"
as_git() {
    setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$base" GIT_CONFIG_NOSYSTEM=1 "$@"
}
git init -q --bare -b main "$base/srv/api.git"
chown -R nobody:nogroup "$base/srv" "$base/work"
mkdir "$base/i"
"$(project)/install.sh" --prefix "$base/i/p" --config "$base/i/c" --state "$base/i/s" --repo "$base/srv/api.git" --enforce |
    sed -e "s|$base|BASE|g" -e 's/on Java [0-9]*/on Java N/'
stat -c '%U %a %n' "$base/i/s" "$base/i/c" "$base/i/c/policy.yaml" "$base/srv/api.git/config" "$base"/i/s/ledger.db |
    sed "s|$base|BASE|"
as_git sh -c "cd '$base/work' && git -c user.name=x -c user.email=x@example.org commit -q --allow-empty -m 'Not signed' &&
    git push '$base/srv/api.git' HEAD:main" 2>&1 | sed -n 's/^remote: //p' | sed "s|$base|BASE|g"
say "commands run as root write as that account"
"$base/i/p/bin/refwarden" baseline "$base/srv/api.git" --reason "by root" | sed "s|$base|BASE|g"
find "$base/i/s" -not -user nobody | sed "s|$base|BASE|g"
as_git touch "$base/i/c/policy.yaml" 2>&1 | sed -e "s|$base|BASE|g" -e 's/.*: //'
"$base/i/p/bin/refwarden" doctor --repo "$base/srv/api.git" | sed "s|$base|BASE|g" | grep -v '^ok' || true

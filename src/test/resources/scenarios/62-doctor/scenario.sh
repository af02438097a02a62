git init -q --bare -b main "$ROOT/srv/api.git"
install --prefix "$ROOT/i/p" --config "$ROOT/i/c" --state "$ROOT/i/s" --repo "$ROOT/srv/api.git" --enforce >/dev/null
doctor() {
    status=0
    "$ROOT/i/p/bin/refwarden" doctor --repo "$ROOT/srv/api.git" "$@" >"$ROOT/doctor.out" 2>&1 || status=$?
    grep -v '^ok' "$ROOT/doctor.out" || true
    echo "exit status $status"
    echo
}
hook=$ROOT/srv/api.git/hooks/pre-receive
say "symbolic refs and links among the refs, and a setting that git takes from elsewhere"
git -C "$ROOT/srv/api.git" update-ref refs/heads/other "$(git -C "$ROOT/srv/api.git" commit-tree -m x "$(git -C "$ROOT/srv/api.git" mktree </dev/null)")"
git -C "$ROOT/srv/api.git" symbolic-ref refs/heads/alias refs/heads/other
ln -s other "$ROOT/srv/api.git/refs/heads/link"
printf '[receive]\n\tdenyDeletes = true\n' >"$ROOT/elsewhere"
git config --file "$ROOT/srv/api.git/config" --add include.path "$ROOT/elsewhere"
GIT_CONFIG_GLOBAL=$ROOT/elsewhere doctor
git -C "$ROOT/srv/api.git" config --unset include.path
git -C "$ROOT/srv/api.git" symbolic-ref --delete refs/heads/alias
git -C "$ROOT/srv/api.git" update-ref -d refs/heads/other
rm "$ROOT/srv/api.git/refs/heads/link"
say "all is well, and nothing is kept of the push that showed it"
doctor
find "$ROOT/i/s" -path '*evidence*' -name objects | wc -l
doctor --json | head -3
say "a hook that cannot run, one that is gone, one that git is told to pass over"
chmod -x "$hook"
doctor
mv "$hook" "$ROOT/hook"
doctor
mv "$ROOT/hook" "$hook"
chmod +x "$hook"
mkdir "$ROOT/empty"
git -C "$ROOT/srv/api.git" config core.hooksPath "$ROOT/empty"
doctor
git -C "$ROOT/srv/api.git" config --unset core.hooksPath
say "a hook that lets everything pass"
cp "$hook" "$ROOT/hook"
printf '#!/bin/sh\n# refwarden pre-receive hook\nexit 0\n' >"$hook"
doctor
cp "$ROOT/hook" "$hook"
say "a policy with an error, no nonce seed, STATE that others can write"
echo 'version: 2' >"$ROOT/i/c/policy.yaml"
doctor
cp "$(project)/policies/starter/policy.yaml" "$ROOT/i/c/policy.yaml"
git -C "$ROOT/srv/api.git" config --unset receive.certNonceSeed
chmod 777 "$ROOT/i/s"
doctor

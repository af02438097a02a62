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
say "all is well, and nothing is kept of the push that showed it"
doctor
find "$ROOT/i/s/evidence" -name objects | wc -l
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

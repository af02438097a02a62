umask 022
srv=$ROOT/srv
for name in a/one a/two b/three b/four b/five b/six b/seven b/eight "b/a name"; do
    git init -q --bare -b main "$srv/$name.git"
    set -- "$@" --repo "$srv/$name.git"
done
install --prefix "$ROOT/i/p" --config "$ROOT/i/c" --state "$ROOT/i/s" "$@" --enforce >/dev/null
doctor() {
    status=0
    "$ROOT/i/p/bin/refwarden" doctor --all "$srv" "$@" >"$ROOT/doctor.out" 2>&1 || status=$?
    grep -v -e '^ok' -e '^warn' -e 'another account, such as root' "$ROOT/doctor.out" || true
    echo "exit status $status"
    echo
}
say "all is well"
doctor
say "nine ways in which it may not be"
rm "$srv/a/two.git/hooks/pre-receive"
printf '#!/bin/sh\nexit 0\n' >"$srv/b/three.git/hooks/pre-receive"
chmod -x "$srv/b/four.git/hooks/pre-receive"
mkdir "$ROOT/empty"
git -C "$srv/b/five.git" config core.hooksPath "$ROOT/empty"
git -C "$srv/b/six.git" config hook.refwarden.enabled false
sed -i "s|$ROOT/i/s|$ROOT/old/s|" "$srv/b/seven.git/hooks/pre-receive"
chmod 777 "$srv/b/eight.git/hooks"
git -C "$srv/b/a name.git" config receive.certNonceSeed short
git init -q "$srv/c/nine"
doctor
doctor --json >/dev/null
say "for programs"
grep -A3 -e "a/one.git\"" -e "seven.git\"" "$ROOT/doctor.out" | grep -e state -e text
say "a hook that reads well and lets everything pass is found by the push"
cp "$srv/a/one.git/hooks/pre-receive" "$srv/a/two.git/hooks/"
sed -i "s/^exec/true/" "$srv/a/two.git/hooks/pre-receive"
doctor | grep -A1 -e FAIL -e '^guarded'
say "for Prometheus: to a file at once, and to standard output"
commit "Not signed"
push "$srv/a/one.git" main || true
status=0
"$ROOT/i/p/bin/refwarden" doctor --all "$srv" --metrics "$ROOT/refwarden.prom" >/dev/null 2>&1 || status=$?
echo "exit status $status"
grep -v -e _bucket -e _sum -e '^# HELP' -e age -e timestamp -e bytes -e doctor_checks "$ROOT/refwarden.prom"
ls -A "$ROOT" | grep -c 'prom.new' || true
"$ROOT/i/p/bin/refwarden" doctor --metrics - | grep -c -e '^# TYPE'
say "a folder without repositories, and one that is not there"
"$ROOT/i/p/bin/refwarden" doctor --all "$ROOT/empty" | grep -e FAIL || true
"$ROOT/i/p/bin/refwarden" doctor --all "$ROOT/nowhere" || echo "exit status $?"

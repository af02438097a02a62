# The Java that Refwarden was installed with goes away, or does not start any more.
srv=$ROOT/srv
git init -q --bare -b main "$srv/api.git"
git remote set-url origin "$srv/api.git"
places="--prefix $ROOT/i/p --config $ROOT/config --state $ROOT/i/s --repo $srv/api.git"
rm "$ROOT/config/server.yaml"
# A file of our own that starts Java, so that it can be broken.
mkdir -p "$ROOT/jdk/bin"
java=$(readlink -f "$(command -v java)")
printf '#!/bin/sh\nexec %s "$@"\n' "$java" >"$ROOT/jdk/bin/java"
chmod +x "$ROOT/jdk/bin/java"
# shellcheck disable=SC2086
JAVA_HOME=$ROOT/jdk install $places | tail -2
run() {
    status=0
    "$ROOT/i/p/bin/refwarden" "$@" >"$ROOT/out" 2>&1 || status=$?
    sed -e 's/^20[-0-9T:]*Z$/TIME/' -e '/said:/q' "$ROOT/out" | sed 's/said: .*/said: …/'
    echo "exit status $status"
}
# broken WHAT: what the developer, the administrator and the installer say to it.
broken() {
    say "$1"
    push origin main
    install $places --check | grep -v ^ok
    id=$(sed -n 's/.*incident \([-0-9A-Z]*\),.*/\1/p' "$ROOT/push.out")
    mv "$ROOT/jdk/bin/java" "$ROOT/jdk/bin/java.broken" 2>/dev/null || true
    printf '#!/bin/sh\nexec %s "$@"\n' "$java" >"$ROOT/jdk/bin/java"
    chmod +x "$ROOT/jdk/bin/java"
    run review show "$id"
}
signed "Good"
rm "$ROOT/jdk/bin/java"
broken "it is gone"
printf '#!/bin/sh\necho "Error: a secret of the server in /srv/secret" >&2\nexit 1\n' >"$ROOT/jdk/bin/java"
broken "it says something, and ends as if it refused"
printf '#!/bin/sh\nexec %s -Xms9000g "$@"\n' "$java" >"$ROOT/jdk/bin/java"
broken "it cannot have its memory"
printf '#!/bin/sh\nulimit -v 300000\nexec %s "$@"\n' "$java" >"$ROOT/jdk/bin/java"
broken "nor any at all"
printf '#!/bin/sh\nkill -9 $$\n' >"$ROOT/jdk/bin/java"
broken "it is killed"
find "$srv" "$ROOT/i/s" -name 'hs_err*' -o -name 'core*'
say "and when it is back"
push origin main

# Git's variables of whoever installs or looks lead nowhere else than pushes are led.
srv=$ROOT/srv
git init -q --bare -b main "$srv/api.git"
mkdir "$ROOT/elsewhere"
places="--prefix $ROOT/i/p --config $ROOT/config --state $ROOT/i/s --repo $srv/api.git"
rm "$ROOT/config/server.yaml"
# inherit COMMAND...: with what would mislead git.
inherit() {
    GIT_DIR=.git GIT_WORK_TREE=/ GIT_OBJECT_DIRECTORY="$ROOT/elsewhere" GIT_CONFIG_PARAMETERS="'core.hooksPath=$ROOT/elsewhere'" \
        GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0="$ROOT/elsewhere" GIT_TRACE=1 "$@"
}
# shellcheck disable=SC2086
inherit install $places
ls "$ROOT/elsewhere"
inherit install $places --check
inherit "$ROOT/i/p/bin/refwarden" doctor --repo "$srv/api.git" >"$ROOT/doctor.out" 2>&1
tail -1 "$ROOT/doctor.out"
say "a hook that git is told to pass over by the repository itself is found all the same"
git -C "$srv/api.git" config core.hooksPath "$ROOT/elsewhere"
status=0
GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=core.hooksPath GIT_CONFIG_VALUE_0="$srv/api.git/hooks" \
    "$ROOT/i/p/bin/refwarden" doctor --repo "$srv/api.git" >"$ROOT/doctor.out" 2>&1 || status=$?
grep FAIL "$ROOT/doctor.out"
echo "exit status $status"

odd="$ROOT/a b'c\"d;\$(touch run)"
mkdir "$odd"
git init -q --bare -b main "$odd/api.git"
git remote set-url origin "$odd/api.git"
say "paths with blanks, quotes and worse"
install --prefix "$odd/p" --config "$odd/c" --state "$odd/s" --repo "$odd/api.git" --enforce --fsck
commit "Not signed"
push origin main
say "what a client sets cannot make Java do anything"
for variable in JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS; do
    export "$variable=-XX:+ThisOptionDoesNotExist"
done
export CLASSPATH="$ROOT/nowhere"
push origin main
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
find "$ROOT" . -name run -type f; echo "nothing was run"
say "no Java, one that is too old, no repository, a newline"
mkdir -p "$ROOT/old/bin"
printf '#!/bin/sh\necho "    java.specification.version = 11" >&2\n' >"$ROOT/old/bin/java"
chmod +x "$ROOT/old/bin/java"
git init -q --bare "$ROOT/other.git"
places="--prefix $ROOT/q/p --config $ROOT/q/c --state $ROOT/q/s"
# shellcheck disable=SC2086
JAVA_HOME=$ROOT/nowhere install $places --repo "$ROOT/other.git"
JAVA_HOME=$ROOT/old install $places --repo "$ROOT/other.git"
install $places --repo "$ROOT/nothing.git"
install $places
install --prefix "$ROOT/new
line" --repo "$ROOT/other.git"
install --perfix x
[ ! -e "$ROOT/q" ] && [ ! -e "$ROOT/other.git/hooks/pre-receive" ] && echo "nothing is half-installed"

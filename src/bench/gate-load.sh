#!/bin/sh
# What a warm gate bears: decisions a second at its socket, hook runs a second, and its memory and descriptors while it judges
# PUSHES mixed ones, hostile ones among them: gate-load.sh [PUSHES].
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

pushes=${1:-100000}
make_server
echo 'gate: {start: never}' >>"$bench/etc/server.yaml"
make_commits
javac -d "$bench/load" "$here/src/bench/GateLoad.java"
release=$(sed -n "s/^release='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
cd "$bench/srv/repo.git" || exit 1
GIT_DIR=.
export GIT_DIR

hooks() {
    for _ in $(seq "$1"); do
        echo "$old $new refs/heads/main" | hooks/pre-receive || echo "a hook ended with status $?"
    done
}

# load KIND PUSHES AT-ONCE
load() {
    java -cp "$bench/load" GateLoad "$1" "$bench/var" "$release" "$bench/srv/repo.git" "$old $new refs/heads/main" "$2" "$3"
}

start_gate
load flood 2000 4 >/dev/null
load flood 2000 50
from=$(date +%s%N)
for _ in $(seq 50); do
    hooks 20 &
    hooks="${hooks-} $!"
done
# The gate is a child, too.
# shellcheck disable=SC2086
wait $hooks
awk -v ns="$(($(date +%s%N) - from))" 'BEGIN { printf "50 at once: %.0f hook runs a second\n", 1000 / ns * 1e9 }'
load soak "$pushes" 8

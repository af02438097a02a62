#!/bin/sh
# The doctor over a server's repositories, against a loop that only asks git for each one's settings.
# Usage: doctor-all.sh [REPOSITORIES]  (by default 2000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

count=${1:-2000}

make_server
for i in $(seq "$count"); do
    mkdir -p "$bench/srv/group$((i % 50))"
    cp -R "$bench/srv/repo.git" "$bench/srv/group$((i % 50))/repo$i.git"
done
rm "$bench/srv/group1/repo1.git/hooks/pre-receive"
chmod -x "$bench/srv/group2/repo2.git/hooks/pre-receive"

doctor() {
    # Two repositories are not as they should be, and it says so.
    found=0
    "$bench/opt/bin/refwarden" doctor --all "$bench/srv" || found=$?
    [ "$found" = 1 ]
}

settings() {
    for repository in "$bench"/srv/*/*.git; do
        git -C "$repository" config --list -z >/dev/null || return 1
    done
}

echo "$((count + 1)) repositories"
pair "${RUNS:-5}" doctor settings
"$bench/opt/bin/refwarden" doctor --all "$bench/srv" --metrics "$bench/metrics" | tail -8
grep '^refwarden_repositories' "$bench/metrics"

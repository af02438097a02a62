#!/bin/sh
# Reviewing over a long log: the newest page of refused pushes, filters, log verify and export.
# Usage: review.sh [DECISIONS]  (by default 1000000)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

decisions=${1:-1000000}

make_server
java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
state=$bench/long
mkdir -m 700 "$state"
mkdir "$bench/made"
"$java" "$here/src/bench/Decisions.java" "$bench/made" "$decisions"
cat "$bench"/made/log/*.jsonl >"$bench/lines"
rm -r "$bench/made"
refwarden() {
    "$bench/opt/bin/refwarden" "$@" --state "$state"
}

# timed RUNS WORDS COMMAND...: the median wall time of an odd number of runs.
timed() {
    runs=$1 words=$2
    shift 2
    all=""
    for _ in $(seq "$runs"); do
        once "$@"; all="$all $took"
    done
    # shellcheck disable=SC2086
    awk -v words="$words" -v took="$(median $all)" 'BEGIN { printf "%-48s %9.2f s\n", words, took / 100000 }'
}

once refwarden ledger rebuild "$bench/lines"
case_id=$(refwarden review list --most 1 | cut -d' ' -f1 | head -1)
echo "$decisions decisions, $(du -sh "$bench/lines" | cut -f1) of lines, $(du -sh "$state" | cut -f1) of ledger, on $(nproc) processors"
timed 5 "review list" refwarden review list
timed 5 "review list --person --code --ref" refwarden review list --person person7 --code unsigned --ref 'feature/*'
timed 5 "review list --text" refwarden review list --text person7
timed 5 "review show" refwarden review show "$case_id"
timed 1 "review list --json, all of them" refwarden review list --json
timed 3 "log verify" refwarden log verify
once refwarden log key --create
timed 5 "log checkpoint" refwarden log checkpoint
timed 3 "log export of the last hundred" refwarden log export --after $((decisions - 100))

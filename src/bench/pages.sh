#!/bin/sh
# The web page over a hundred thousand cases: how long each page takes, asked again and again by one browser.
# Usage: pages.sh [DECISIONS]  (by default 1000000, one in ten of them refused)
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

decisions=${1:-1000000}

make_server
java=$(sed -n "s/^java='\(.*\)'$/\1/p" "$bench/opt/bin/refwarden")
state=$bench/long
mkdir -m 700 "$state"
"$java" "$here/src/bench/Decisions.java" "$state" "$decisions"
head -c 32 /dev/urandom | base64 >"$bench/token"
chmod 600 "$bench/token"
"$bench/opt/bin/refwarden" review serve --port 0 --token-file "$bench/token" --state "$state" >"$bench/address" 2>&1 &
served=$!
trap 'kill $served; rm -rf "$bench"' EXIT
until grep -q http "$bench/address"; do sleep 0.1; done
address=$(sed -n 's,^\(http://[^/]*\)/.*,\1,p' "$bench/address")

# page PATH: the median time of that page in milliseconds.
page() {
    all=""
    for _ in $(seq 15); do
        seconds=$(curl -s -o "$bench/page" -w '%{time_total} %{http_code}' -H "Authorization: Bearer $(cat "$bench/token")" "$address$1")
        [ "${seconds#* }" = 200 ] || { echo "failed: $1 $seconds"; exit 1; }
        all="$all $(echo "$seconds" | awk '{ printf "%d", $1 * 100000 }')"
    done
    # shellcheck disable=SC2086
    awk -v page="$1" -v took="$(median $all)" 'BEGIN { printf "%-60s %9.1f ms\n", page, took / 100 }'
}

echo "$decisions decisions, on $(nproc) processors"
page /
page "/?person=person7"
page "/?code=unsigned&since=2024-01-05"
page "/?text=person7"
case_id=$(curl -s -H "Authorization: Bearer $(cat "$bench/token")" "$address/" | grep -o '/case/[^"]*' | head -1)
page "$case_id"
page /person/person7
page "/chart?since=2024-01-01&until=2024-12-31"
page /policy

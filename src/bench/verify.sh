#!/bin/sh
# How long refwarden log verify takes for a log of many branches that were made and deleted: verify.sh [LINES]  (by default
# 1000000). Most of the time goes by before, while the ledger is made of the lines. Needs a build (mvn package).

set -eu
here=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lines=$work/lines
first=0000000000000000000000000000000000000000000000000000000000000000
echo "{\"seq\":1,\"prev\":\"$first\",\"time\":\"2023-11-01T00:00:00.123Z\",\"verdict\":\"noted\"}" >"$lines"
java "$here/src/bench/Branches.java" "$lines" srv/repo branches "${1:-1000000}"
java -Xmx256m -XX:+UseSerialGC -Djava.io.tmpdir="$work" \
    -cp "$here/target/refwarden-tests.jar:$here/target/test-classes:$here/target/refwarden.jar" \
    dev.refwarden.ledger.VerifyBench "$lines"

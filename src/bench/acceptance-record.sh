#!/bin/sh
# When was a commit first accepted? Size and speed of the record that answers.
# Usage: acceptance-record.sh [COMMITS]  (by default ten million)
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd -P)
bench=$(mktemp -d)
trap 'rm -rf "$bench"' EXIT
mkdir "$bench/classes" "$bench/state"
javac -cp "$here/target/refwarden.jar" -d "$bench/classes" "$here/src/bench/AcceptanceRecordBench.java"
java -cp "$bench/classes:$here/target/refwarden.jar" dev.refwarden.log.AcceptanceRecordBench "$bench/state" \
    "${1:-10000000}"

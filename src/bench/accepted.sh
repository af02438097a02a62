#!/bin/sh
# How much room accepted commits take in SQLite and in PostgreSQL on this machine, and how fast one of them is found:
# accepted.sh [COMMITS]  (by default 10000000). Needs a build (mvn package) and Debian's postgresql.

set -eu
here=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -Djava.io.tmpdir="$work" -cp "$here/target/refwarden-tests.jar:$here/target/test-classes:$here/target/refwarden.jar" \
    dev.refwarden.ledger.AcceptedBench "${1:-10000000}"
